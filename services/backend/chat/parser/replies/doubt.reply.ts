import type { Reply } from '../../chat.responder.ts';

/** Words in a title that were probably meant as something else: a condition, a detail, or the rest of a command. */
const doubts: readonly RegExp[] = [
  /^(?:these|those|it|them|the\s+following)(?=\s|$)/i,
  /^(?:don['’]?t|do\s+not|never|not|no)\s.*$/is,
  /^(?:in|to|on|into|under|for)\s.*?\sto\s/is,
  /(?<=\s)(?:when|if|unless|whenever|once|as\s+soon\s+as|in\s+case|until|provided)\s+(?:i|i['’]m|you|we|he|she|it|they|there|the|my|someone|somebody)\s.*$/is,
  /(?<=\s)(?:tagged|labell?ed|with\s+(?:an?\s+|the\s+)?(?:tag|label|reminder|alarm|deadline|due\s+date|\S+\s+priority)|as\s+an?\s+(?:sub-?\s?task|reminder|task)|(?:an?d?\s+)?remind(?:er)?(?:\s+me)?(?=\s|$)|due(?=\s|$)|deadline(?=\s|$)|repeat(?:s|ing)?(?=\s|$)|priority(?=\s|$)|every(?=\s)|each\s+(?:day|week|month|year)|daily|weekly|monthly|yearly)(?:\s.*)?$/is,
  /(?<=\s)(?:and|then|or|but)\s+(?:then\s+)?(?:complete|delete|remove|cancel|mark|move|reschedule|postpone|rename|tag|reopen|remind|add|set|make|make\s+it)\s.*$/is,
  /(?<=\s)(?:to|on|onto|in|into|under)\s+(?:my|the|our)\s+(?:\S+\s+){0,3}(?:list|tasks|to-?\s?dos?|calendar|agenda)$/i,
  /(?<=\s)(?:at|by|on|in|from|for|to|until|till|before|after|of|and|or|with|the|a|an|every)$/i,
];

/** Whether a text stands in quotation marks in a message: then it was meant word by word. */
export function isQuoted(message: string, text: string): boolean {
  return ['""', '“”', "''", '‘’'].some(([open, close]) => message.includes(`${open}${text}${close}`));
}

/** Returns the part of a title that was probably not meant as one. */
export function doubtIn(title: string, message: string): string | undefined {
  if (title.includes('\n') || isQuoted(message, title)) return undefined;
  for (const doubt of doubts) {
    const found = doubt.exec(title)?.[0];
    if (found) return found;
  }
  return undefined;
}

/** Asks before tasks are added whose titles say more than a title. Nothing is lost: "yes" adds them as they are. */
export function askToAdd(tasks: Record<string, unknown>[], doubt: string): Reply {
  const titles = tasks.map(({ title }) => `"${title}"`).join(', ');
  return {
    text: `I am not sure what "${doubt.slice(0, 100)}" means. Shall I add ${tasks.length === 1 ? 'the task' : 'the tasks'} ${titles}?`,
    choices: [
      { label: 'Add it', message: 'yes' },
      { label: 'No', message: 'no' },
    ],
    memory: { question: { kind: 'add', tasks } },
  };
}
