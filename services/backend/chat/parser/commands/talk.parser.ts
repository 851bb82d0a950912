import { formatDate, formatTime } from '../../../../../shared/language/format/locale.format.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { clockTime, wallClock } from '../../../../../shared/language/wall-clock.ts';
import { parseConfirmation } from '../../confirmation.ts';
import type { Command } from './command.ts';

const that = '(?:that|it|this|them|those|these)(?:s+one)?';
const spoken = (...sentences: string[]) => new RegExp(`^(?:${sentences.join('|')})$`, 'i');

const fixed: readonly [RegExp, Command][] = [
  [
    spoken(
      '(?:oops,?\\s*|whoops,?\\s*|no,?\\s*|wait,?\\s*|sorry,?\\s*)*(?:undo|revert|reverse|roll\\s?back|go\\s+back|take\\s+back|unmake|restore)' +
        `(?:\\s+(?:${that}|(?:the|my)\\s+(?:last|previous|latest)(?:\\s+(?:one|change|changes|thing|action|step|edit|command))?|(?:the\\s+|that\\s+)?(?:deletion|delete|completion|move|addition|rename|changes?)|last|last\\s+(?:one|change|action|step)|all\\s+of\\s+(?:that|it)|everything\\s+you\\s+just\\s+did|what\\s+you\\s+(?:just\\s+)?did|your\\s+last\\s+change|what\\s+i\\s+just\\s+(?:did|said)))?`,
      `(?:oops,?\\s*|whoops,?\\s*|no,?\\s*|wait,?\\s*|sorry,?\\s*)*(?:change|put|bring|set|take|move|get|turn|switch)\\s+${that}\\s+back(?:\\s+(?:again|(?:to\\s+)?(?:where|what|how|the\\s+way)\\s+(?:it|they)\\s+(?:was|were)(?:\\s+before)?))?`,
    ),
    { do: 'undo' },
  ],
  [
    spoken(
      '(?:oops|whoops|oopsie|my\\s+bad|my\\s+mistake|sorry)(?:,?\\s+(?:wrong\\s+(?:one|task)|not\\s+(?:that|this)(?:\\s+one)?|that\\s+was\\s+(?:wrong|the\\s+wrong\\s+(?:one|task))|my\\s+mistake))?',
      "that(?:\\s+was|['’]?s)\\s+(?:wrong|a\\s+mistake|an\\s+accident|not\\s+right|not\\s+what\\s+i\\s+(?:meant|wanted|said|asked(?:\\s+for)?)|the\\s+wrong\\s+(?:one|task))",
      'i\\s+made\\s+a\\s+mistake',
      'not\\s+(?:that|this)\\s+one',
      "(?:no,?\\s+)?i\\s+(?:didn['’]?t|did\\s+not)\\s+(?:mean|want)\\s+(?:that|to(?:\\s+do)?(?:\\s+that)?|this|it)(?:\\s+one)?",
      'wrong\\s+(?:one|task)',
    ),
    { do: 'undo' },
  ],
  [
    spoken(
      `(?:no,?\\s*|wait,?\\s*|actually,?\\s*)*(?:cancel|scratch|forget|never\\s?mind|drop|strike|discard|ignore)\\s+(?:that|this|all\\s+that|what\\s+i\\s+(?:just\\s+)?said)`,
    ),
    { do: 'retract' },
  ],
  [
    /^(?:more|show\s+(?:me\s+)?more|next(?:\s+page)?|the\s+rest|show\s+(?:me\s+)?the\s+rest|go\s+on|continue)$/i,
    { do: 'more' },
  ],
  [
    /^(?:help|help\s+me|commands|what\s+(?:can|do)\s+(?:you|i)\s+(?:do|say)|how\s+does\s+this\s+work|how\s+do\s+i\s+use\s+(?:this|you|it)|(?:who|what)\s+are\s+you|(?:can|could)\s+you\s+(?:do|help)|what\s+(?:are\s+you\s+able\s+to|else\s+can\s+you|all\s+can\s+you|do\s+you|things\s+can\s+you)\s*(?:do|know|understand)?|what\s+commands\s+(?:are\s+there|do\s+you\s+(?:know|have|understand))|(?:show|give|tell)\s+me\s+(?:some\s+|a\s+few\s+|an\s+)?(?:examples?|commands|what\s+you\s+can\s+do|how\s+(?:this|it)\s+works|how\s+to\s+use\s+(?:this|you|it))|i\s+need\s+help|how\s+can\s+you\s+help(?:\s+me)?|yo|howdy|hiya|good\s+day|what['’]?s\s+up|sup|hello|hello\s+there|hi|hey|hey\s+there|hi\s+there|good\s+(?:morning|afternoon|evening|day)|morning|greetings)$/i,
    { do: 'help' },
  ],
  [
    /^(?:(?:ok(?:ay)?|great|perfect)?[\s,]*(?:thanks?|thank\s+you|thx|ty|cheers|much\s+appreciated)(?:\s+(?:a\s+(?:lot|bunch|million|ton)|so\s+much|very\s+much|again|you|bot|for\s+(?:that|your\s+help|the\s+help|everything)|mate|buddy))*[\s,!]*(?:you[\s'’]*re?\s+(?:are\s+)?(?:great|the\s+best|awesome)|that\s+(?:was\s+)?(?:really\s+|very\s+)?help(?:s|ed|ful)(?:\s+a\s+lot)?)?|great|perfect|awesome|nice|good\s+job|well\s+done|cool|good|love\s+it|i\s+love\s+(?:you|it|this)|you(?:\s+are|['’]?re)\s+(?:great|awesome|the\s+best|amazing|helpful|wonderful)|brilliant|excellent|wonderful|fantastic|super|lovely|sweet|that\s+(?:was\s+)?help(?:s|ed|ful))$/i,
    { do: 'say', text: 'You are welcome. Glad to help.' },
  ],
  [
    /^(?:bye(?:\s*bye)?|good\s?bye|see\s+(?:you|ya)(?:\s+(?:soon|around|tomorrow|then))?|good\s?night|talk\s+to\s+you\s+later|that['’]?s\s+(?:all|it)(?:\s+for\s+(?:now|today))?|i['’]?m\s+off|take\s+care|ciao|later|see\s+you\s+later)$/i,
    { do: 'say', text: 'Bye, see you later.' },
  ],
];

function todayInWords({ now, timeZone, locale }: Reader): string {
  const wall = wallClock(timeZone, now);
  return `${formatDate(wall.toPlainDate().toString(), 'fullDate', locale)}, ${formatTime(clockTime(wall), locale)}`;
}

const lists =
  /^(?:create|make|add|delete|remove|rename|new|start)\s+(?:an?\s+|the\s+|me\s+an?\s+)?(?:new\s+)?list\b(?!\s*:)/i;
const clock =
  /^(?:what(?:['’]?s|\s+is)?|tell\s+me)\s+(?:the\s+|today['’]?s\s+)?(?:time|date|day)(?:\s+(?:is\s+it|today|now|is\s+today))*$/i;
const photo = /^(?:add|attach)\s+(?:an?\s+|the\s+|this\s+)?(?:photo|picture|file|attachment|image|link)\s+to\b/i;

/** Recognises greetings, thanks, yes and no, and requests that this chatbot has to decline. */
export function parseTalk(text: string, reader: Reader): Command | undefined {
  const known = fixed.find(([pattern]) => pattern.test(text))?.[1];
  if (known) return known;
  const confirmation = parseConfirmation(text);
  if (confirmation) return { do: confirmation };
  if (lists.test(text))
    return {
      do: 'say',
      text: 'I cannot do that: I show, move and change the tasks of a list, but lists are made, renamed and deleted on the page. Nothing was changed.',
    };
  if (clock.test(text)) return { do: 'say', text: `It is ${todayInWords(reader)}.` };
  if (photo.test(text)) return { do: 'say', text: 'I cannot do that: a task holds text only. Nothing was changed.' };
  return undefined;
}
