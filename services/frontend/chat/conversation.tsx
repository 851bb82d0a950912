import { useEffect, useRef } from 'react';
import type { User } from '../account/account.queries.ts';
import { Button } from '../ui/button.tsx';
import type { useChat } from './client/use-chat.ts';
import styles from './conversation.module.css';
import { Bubble } from './message/bubble.tsx';
import { ReplyQuestion } from './reply.question.tsx';
import { Suggestions } from './suggestions.tsx';

interface Props {
  chat: ReturnType<typeof useChat>;
  user: User;
  eventsEnabled: boolean;
  onTaskOpened: () => void;
}

export function Conversation({ chat, user, eventsEnabled, onTaskOpened }: Props) {
  const { messages, turn, older, isLoading, error, isReplying } = chat;
  const body = useRef<HTMLElement>(null);
  const isEmpty = messages.length === 0 && !turn && !isLoading && !error;
  const said = turn?.message;
  // Scrolling starts at the end of the list, so the end stays in view while the reply grows. A new message scrolls back to it.
  useEffect(() => {
    if (said && body.current) body.current.scrollTop = 0;
  }, [said]);

  /** The button that was pressed goes away, so that the keyboard must go on from here. */
  const answer = (act: () => void) => {
    body.current?.focus();
    act();
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section ref={body} className={styles['body']} tabIndex={0} aria-label="Conversation">
      <div className={styles['inner']}>
        {older && (
          <Button look="quiet" onClick={older.load} disabled={older.isLoading}>
            {older.isLoading ? 'Loading…' : 'Show older messages'}
          </Button>
        )}
        {isLoading && <p className={styles['quiet']}>Loading…</p>}
        {error && !turn && (
          <div role="alert" className={styles['problem']}>
            <p>{error.message}</p>
            <Button onClick={chat.reload}>Try again</Button>
          </div>
        )}
        {isEmpty && <Suggestions eventsEnabled={eventsEnabled} onChoose={chat.say} />}
        <div role="log" aria-label="Messages" aria-live="polite" aria-busy={isReplying}>
          <ol className={styles['messages']}>
            {messages.map((message, index) => (
              <Bubble
                key={message.id}
                {...message}
                from={message.role}
                user={user}
                onTaskOpened={onTaskOpened}
                onUndo={index === messages.length - 1 && !isReplying ? () => answer(() => chat.say('undo')) : undefined}
              />
            ))}
            {turn && (
              <>
                <Bubble from="user" content={turn.message} />
                {turn.error ? (
                  <li className={styles['problem']}>
                    <p>{turn.error.message}</p>
                    <Button onClick={chat.retry}>Try again</Button>
                  </li>
                ) : (
                  <Bubble from="assistant" content={turn.reply} isPending={!turn.stopped} isStopped={turn.stopped} />
                )}
              </>
            )}
          </ol>
        </div>
        {!turn && (
          <ReplyQuestion
            question={chat.question}
            onConfirm={(id) => answer(() => chat.confirm(id))}
            onSay={(message) => answer(() => chat.say(message))}
          />
        )}
      </div>
    </section>
  );
}
