import type { ChatTurn, Reply } from '../../chat.responder.ts';
import type { CommandOf } from '../commands/command.ts';
import { matchTasks } from '../objects/task.matcher.ts';
import { nearestCommand } from '../wording/half.parser.ts';
import { quoted } from './reply.text.ts';

/** The first words after the verb may name a task. */
const mostWords = 3;

/** Asks whether a message is meant that would be understood; "yes" then says it. */
export function askWhether(message: string, text: string, label = message): Reply {
  return {
    text,
    choices: [
      { label, message: 'yes' },
      { label: 'No', message: 'no' },
    ],
    memory: { question: { kind: 'command', message } },
  };
}

export function answerCheck(message: string): Reply {
  return askWhether(message, `Do you mean: "${message}"? Answer yes or no.`);
}

/** Says which part of a message was understood and which was not, and suggests the nearest command. Nothing is changed. */
export async function answerHalf(turn: ChatTurn, { verb, rest }: CommandOf<'half'>): Promise<Reply> {
  const words = rest.split(/\s+/);
  for (let count = Math.min(words.length, mostWords); count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ');
    if (!/\p{L}{3}|\p{N}/u.test(name.replace(/\b(?:the|and|for)\b/gi, ''))) continue;
    const match = await matchTasks(turn, { by: 'words', words: name }, 'open', 'exact');
    if (!('found' in match) || match.found.length !== 1 || match.found[0]!.completed) continue;
    const unread = words.slice(count).join(' ');
    const command = nearestCommand(verb, quoted(match.found[0]!));
    const understood = unread
      ? `I understood "${verb} ${name}", but not "${unread}"`
      : `I understood "${verb} ${name}", but something is missing`;
    const reply = askWhether(command, `${understood}, so nothing was changed. Do you mean: ${command}?`);
    return { ...reply, memory: { ...reply.memory, about: match.found.map(({ id }) => id) } };
  }
  return {
    text: `I did not understand that. I know "${verb}", but no task that fits "${rest.slice(0, 100)}". Nothing was changed. Say "help" for what I can do.`,
  };
}
