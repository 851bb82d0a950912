import { useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import settings from '../settings.module.css';
import styles from './access.module.css';
import type { CreatedToken } from './token.queries.ts';

/** Shows a new token, this once, and how to use it. */
export function TokenSecret({ token, onDone }: { token: CreatedToken; onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<string>();

  async function copy() {
    try {
      await navigator.clipboard.writeText(token.secret);
      setCopied('Copied.');
    } catch {
      // Without https a browser has no clipboard for pages.
      field.current?.select();
      setCopied('Selected. Press Ctrl+C, or ⌘C, to copy it.');
    }
  }

  return (
    <section className={styles['secret']} aria-label="The new token">
      <p>
        Copy the token of “<bdi>{token.name}</bdi>” now. It is not shown again.
      </p>
      <TextField
        ref={field}
        label="Token"
        name="secret"
        value={token.secret}
        readOnly
        autoComplete="off"
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={settings['row']}>
        <Button onClick={copy}>Copy</Button>
        <Button onClick={onDone}>Done</Button>
        <span role="status" className={settings['done']}>
          {copied}
        </span>
      </div>
      <p>With curl:</p>
      <pre className={styles['example']}>{curl(token.secret)}</pre>
      <p>In a client that speaks MCP:</p>
      <pre className={styles['example']}>{mcp(token.secret)}</pre>
    </section>
  );
}

function curl(secret: string): string {
  return `curl ${window.location.origin}/api/tasks -H "Authorization: Bearer ${secret}"`;
}

function mcp(secret: string): string {
  const url = `${window.location.origin}/mcp`;
  const headers = { Authorization: `Bearer ${secret}` };
  return JSON.stringify({ mcpServers: { todo: { type: 'http', url, headers } } }, null, 2);
}
