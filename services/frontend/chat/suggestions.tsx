import { Button } from '../ui/button.tsx';
import styles from './suggestions.module.css';

const first = {
  withEvents: [
    'What’s due this week?',
    'Remind me to call mum tomorrow at 6pm, every week',
    'Add buy milk #home p2',
    'Move everything overdue to tomorrow',
    'Plan my day',
  ],
  withoutEvents: ['Add buy milk', 'What is on my list?', 'I finished buy milk', 'Rename milk to oat milk', 'Undo that'],
};

/** Suggests first messages for a new conversation, each sent by one press. */
export function Suggestions({
  eventsEnabled,
  onChoose,
}: {
  eventsEnabled: boolean;
  onChoose: (message: string) => void;
}) {
  return (
    <section className={styles['suggestions']} aria-label="Suggestions">
      <h3 className={styles['title']}>Talk to your list</h3>
      <p className={styles['hint']}>
        Add, find, change and complete tasks in your own words. “Undo that” undoes the last change.
      </p>
      <ul className={styles['list']}>
        {first[eventsEnabled ? 'withEvents' : 'withoutEvents'].map((message) => (
          <li key={message}>
            <Button onClick={() => onChoose(message)} className={styles['suggestion']}>
              {message}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
