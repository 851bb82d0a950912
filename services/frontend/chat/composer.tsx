import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useKeptText } from '../drafts/use-kept-text.ts';
import { isForInputMethod } from '../keyboard/input-method.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/fields/text-area.tsx';
import { Icon } from '../ui/icon.tsx';
import { chatDraft } from './client/use-chat.ts';
import styles from './composer.module.css';

const longest = 2000;

interface Props {
  isReplying: boolean;
  /** The last message. The up arrow brings it back into an empty field. */
  last: string | undefined;
  onSay: (message: string) => void;
  onStop: () => void;
}

/** Enter sends the message, and Shift+Enter begins a new line. While a reply is on its way the person can type but not send. */
export function Composer({ isReplying, last, onSay, onStop }: Props) {
  const { text, change, take } = useKeptText(chatDraft);
  const input = useRef<HTMLTextAreaElement>(null);
  const canSend = text.trim() !== '' && !isReplying;
  useEffect(() => input.current?.focus(), []);

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!canSend) return;
    onSay(text.trim());
    take();
    input.current?.focus();
  }

  function sendOnEnter(event: KeyboardEvent) {
    if (event.key === 'ArrowUp' && text === '' && last) {
      event.preventDefault();
      change(last);
      return;
    }
    // While a character is being composed, Enter belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || isForInputMethod(event.nativeEvent)) return;
    event.preventDefault();
    submit();
  }

  return (
    <form onSubmit={submit} className={styles['composer']}>
      <TextArea
        ref={input}
        aria-label="Message"
        placeholder="Write a message"
        dir="auto"
        enterKeyHint="send"
        maxLength={longest}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={sendOnEnter}
        className={styles['input']}
      />
      {isReplying ? (
        <Button icon aria-label="Stop the reply" onClick={onStop}>
          <Icon name="stop" />
        </Button>
      ) : (
        <Button type="submit" look="primary" icon aria-label="Send" disabled={!canSend}>
          <Icon name="send" />
        </Button>
      )}
    </form>
  );
}
