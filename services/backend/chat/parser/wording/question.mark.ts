import type { Command } from '../commands/command.ts';
import { withoutCourtesy } from './courtesy.ts';

const polite =
  /\b(?:can|could|would|will)\s+(?:you|u|ya|we|i)\b|\b(?:please|pls|shall\s+we|how\s+about|would\s+you\s+mind)\b|\blet['’]?s\b/i;
/** The beginning of a command, not of a statement such as "rent paid". */
const commanding =
  /^(?:complete|finish|check|tick|cross|mark|set|close|strike|wrap|reopen|re-open|un\p{L}+|bring|put)(?=\s)/iu;

/** "Rent paid?" asks whether it is, and "yes?" is no yes. */
export function asQuestion(command: Command, message: string): Command {
  if (!/\?[\s.!]*$/.test(message) || polite.test(message)) return command;
  const text = withoutCourtesy(message);
  switch (command.do) {
    case 'yes':
    case 'no':
      return { do: 'unknown' };
    case 'complete':
    case 'past':
    case 'reopen':
      return commanding.test(text) ? { do: 'check', message: text } : { do: 'status', which: command.which };
    case 'update':
    case 'skip':
    case 'snooze':
    case 'undo':
    case 'retract':
      return { do: 'check', message: text };
    default:
      return command;
  }
}
