import { parseConfirmation } from '../../confirmation.ts';
import type { Command } from './command.ts';

const fixed: readonly [RegExp, Command][] = [
  [
    /^(?:oops,?\s*)?(?:undo|revert|take\s+(?:that|it)\s+back|roll\s?back|go\s+back)(?:\s+(?:that|it|this|them|the\s+last\s+(?:one|change|thing|action|step)|last|my\s+last\s+change|what\s+you\s+(?:just\s+)?did))?$/i,
    { do: 'undo' },
  ],
  [
    /^(?:oops|oops,?\s+not\s+(?:that|this)\s+one|that\s+was\s+(?:wrong|a\s+mistake)|that['’]?s\s+wrong|change\s+(?:it|that|them)\s+back|bring\s+(?:it|that|them)\s+back|i\s+made\s+a\s+mistake|not\s+that\s+one)$/i,
    { do: 'undo' },
  ],
  [
    /^(?:more|show\s+(?:me\s+)?more|next(?:\s+page)?|the\s+rest|show\s+(?:me\s+)?the\s+rest|go\s+on|continue)$/i,
    { do: 'more' },
  ],
  [
    /^(?:help|help\s+me|commands|what\s+(?:can|do)\s+(?:you|i)\s+(?:do|say)|how\s+does\s+this\s+work|how\s+do\s+i\s+use\s+(?:this|you|it)|(?:who|what)\s+are\s+you|(?:can|could)\s+you\s+(?:do|help)|hello|hi|hey|hey\s+there|hi\s+there|good\s+(?:morning|afternoon|evening|day)|morning|greetings)$/i,
    { do: 'help' },
  ],
  [
    /^(?:(?:ok(?:ay)?|great|perfect)?[\s,]*(?:thanks?|thank\s+you|thx|ty|cheers|much\s+appreciated)(?:\s+(?:a\s+lot|so\s+much|very\s+much|again|you|bot))?|great|perfect|awesome|nice|good\s+job|well\s+done|cool|good|love\s+it)$/i,
    { do: 'say', text: 'You are welcome. Glad to help.' },
  ],
  [
    /^(?:bye|good\s?bye|see\s+you|good\s+night|ciao|later|see\s+you\s+later)$/i,
    { do: 'say', text: 'Bye, see you later.' },
  ],
];

const subtask =
  /^(?:add|create|make|new|put)\s+(?:an?\s+|the\s+)?(?:new\s+)?(?:sub-?\s?tasks?|sub-?\s?items?|child\s+tasks?|checklist)\b/i;
const lists =
  /^(?:(?:create|make|add|delete|remove|rename|new|start)\s+(?:an?\s+|the\s+|me\s+an?\s+)?(?:new\s+)?list\b(?!\s*:)|(?:add|put|move)\s+.+\s+(?:in|into|to|on)\s+(?:the\s+)?(?:list\s+\p{L}.*|(?!(?:my|the|to-?do|todo|a|your)\s+list)(?:my\s+|the\s+)?(?!to-?\s?do|todo|task)\p{L}+\s+list)$|(?:show|open)\s+(?:me\s+)?(?:the\s+)?list\s+\p{L}+$)/iu;
const photo = /^(?:add|attach)\s+(?:an?\s+|the\s+|this\s+)?(?:photo|picture|file|attachment|image|link)\s+to\b/i;

/** Recognises greetings, thanks, yes and no, and requests that this chatbot has to decline. */
export function parseTalk(text: string): Command | undefined {
  const known = fixed.find(([pattern]) => pattern.test(text))?.[1];
  if (known) return known;
  const confirmation = parseConfirmation(text);
  if (confirmation) return { do: confirmation };
  if (subtask.test(text))
    return { do: 'say', text: 'I cannot do that yet: I do not know subtasks. Nothing was added.' };
  if (lists.test(text))
    return {
      do: 'say',
      text: 'I cannot do that yet: I know one list only. Nothing was changed. A tag may do, such as #groceries.',
    };
  if (photo.test(text)) return { do: 'say', text: 'I cannot do that: a task holds text only. Nothing was changed.' };
  return undefined;
}
