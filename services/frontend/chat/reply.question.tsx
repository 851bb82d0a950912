import { Button } from '../ui/button.tsx';
import type { Answerable } from './client/chat.client.ts';
import styles from './reply.question.module.css';

interface Props {
  question: Answerable;
  isReplying: boolean;
  onConfirm: (proposalId: string) => void;
  onSay: (message: string) => void;
}

/** The answers to the question of the last reply: to do what it proposes or not, or the tasks between which it asks. */
export function ReplyQuestion({ question: { proposal, choices = [] }, isReplying, onConfirm, onSay }: Props) {
  if (!proposal && choices.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div role="group" aria-label={proposal ? 'Proposal' : 'Answers'} className={styles['answers']}>
      {proposal && (
        <>
          <Button look="primary" disabled={isReplying} onClick={() => onConfirm(proposal.id)}>
            Apply
          </Button>
          <Button disabled={isReplying} onClick={() => onSay('no')}>
            Cancel
          </Button>
        </>
      )}
      {choices.map(({ label, message }) => (
        <Button
          key={message}
          disabled={isReplying}
          onClick={() => onSay(message)}
          className={styles['choice']}
          dir="auto"
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
