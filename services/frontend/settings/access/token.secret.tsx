import styles from './access.module.css';
import { SecretField } from './secret.field.tsx';
import type { CreatedToken } from './token.queries.ts';

/** Shows a new token, this once, and how to use it. */
export function TokenSecret({ token, onDone }: { token: CreatedToken; onDone: () => void }) {
  return (
    <section className={styles['secret']} aria-label="The new token">
      <p>
        Copy the token of “<bdi>{token.name}</bdi>” now. It is not shown again.
      </p>
      <SecretField label="Token" value={token.secret} onDone={onDone} />
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
