import { useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import settings from '../settings.module.css';

interface Props {
  label: string;
  value: string;
  onDone: () => void;
}

/** Shows something that is not shown again, to be copied. */
export function SecretField({ label, value, onDone }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<string>();

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied('Copied.');
    } catch {
      // Without https a browser has no clipboard for pages.
      field.current?.select();
      setCopied('Selected. Press Ctrl+C, or ⌘C, to copy it.');
    }
  }

  return (
    <>
      <TextField
        ref={field}
        label={label}
        name="secret"
        value={value}
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
    </>
  );
}
