import { instantInWords } from '../../../../shared/language/format/due.format.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { Button } from '../../ui/button.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import type { Action } from '../client/chat.client.ts';
import { actionInWords } from './action.format.ts';
import styles from './bubble.module.css';
import { TaskCard } from './task.card.tsx';

const canBeUndone = new Set(['add', 'add_several', 'update', 'complete', 'reopen', 'delete', 'snooze', 'skip', 'move']);

interface Props {
  from: 'user' | 'assistant';
  content: string;
  actions?: readonly Action[];
  at?: string;
  user?: User;
  /** True while more of the reply is to come. */
  isPending?: boolean;
  /** True if the person ended the reply early. */
  isStopped?: boolean | undefined;
  /** Set for the last reply, whose changes can be undone. */
  onUndo?: (() => void) | undefined;
  onTaskOpened?: () => void;
}

/** Shows one message, and below it what the chatbot did. */
export function Bubble({ from, content, actions = [], at, user, isPending, isStopped, onUndo, onTaskOpened }: Props) {
  return (
    <li className={styles['row']} data-from={from}>
      <span className="visually-hidden">{from === 'user' ? 'You: ' : 'Chatbot: '}</span>
      {content && (
        <p className={styles['bubble']} dir="auto">
          {from === 'assistant' ? <Sentence text={content} /> : content}
        </p>
      )}
      {isPending && (
        <p className={styles['pending']}>
          <span className="visually-hidden">Answering…</span>
          <span aria-hidden="true" className="breathing" />
          <span aria-hidden="true" className="breathing" />
          <span aria-hidden="true" className="breathing" />
        </p>
      )}
      {isStopped && <p className={styles['note']}>Stopped. Changes already made are kept.</p>}
      <Actions actions={actions} user={user} isLast={onUndo !== undefined} onTaskOpened={onTaskOpened} />
      {onUndo && actions.some(({ tool }) => canBeUndone.has(tool)) && <Button onClick={onUndo}>Undo</Button>}
      {from === 'assistant' && at && user && (
        <time dateTime={at} className={styles['time']}>
          {instantInWords(new Date(at), readerOf(user))}
        </time>
      )}
    </li>
  );
}

interface ActionsProps {
  actions: readonly Action[];
  user: User | undefined;
  /** True for the last reply, whose tasks are read; those of earlier replies are shown as far as they are known. */
  isLast: boolean;
  onTaskOpened: (() => void) | undefined;
}

function Actions({ actions, user, isLast, onTaskOpened }: ActionsProps) {
  const done = actions.map(actionInWords).filter((action) => action !== undefined);
  if (done.length === 0) return null;
  return (
    <ul aria-label="What was done" className={styles['actions']}>
      {done.map(({ text, tasks, more }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change and never move
        <li key={index} className={styles['action']}>
          <span className={styles['actionText']}>{text}</span>
          {tasks.map(({ id, title, gone }) =>
            gone ? (
              <s key={id} dir="auto" className={styles['task']}>
                {title}
              </s>
            ) : (
              user && (
                <TaskCard key={id} id={id} title={title} user={user} isRead={isLast} onTaskOpened={onTaskOpened} />
              )
            ),
          )}
          {more > 0 && <span className={styles['actionText']}>and {more} more</span>}
        </li>
      ))}
    </ul>
  );
}
