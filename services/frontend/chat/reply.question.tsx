import { Button } from '../ui/button.tsx';
import type { Answerable } from './client/chat.client.ts';
import styles from './reply.question.module.css';

interface Props {
  question: Answerable;
  onConfirm: (proposalId: string) => void;
  onSay: (message: string) => void;
}

/** Offers the responses to the last reply's question: to confirm the proposal or not, or the tasks to choose from. */
export function ReplyQuestion({ question: { proposal, choices = [] }, onConfirm, onSay }: Props) {
  if (!proposal && choices.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div role="group" aria-label={proposal ? 'Proposal' : 'Answers'} className={styles['answers']}>
      {proposal && (
        <>
          <Button look="primary" onClick={() => onConfirm(proposal.id)}>
            Apply
          </Button>
          <Button onClick={() => onSay('no')}>Cancel</Button>
        </>
      )}
      {choices.map(({ label, message }) => (
        <Button key={message} onClick={() => onSay(message)} className={styles['choice']} dir="auto">
          {label}
        </Button>
      ))}
    </div>
  );
}
