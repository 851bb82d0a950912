import { formatDate, formatTime } from '../../../../../shared/language/format/locale.format.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { clockTime, wallClock } from '../../../../../shared/language/wall-clock.ts';
import { parseConfirmation } from '../../confirmation.ts';
import type { Command } from '../commands/command.ts';
import { fits, type Pattern, pattern, said } from '../grammar/pattern.ts';
import { slots } from '../grammar/slots.ts';

const that = 'that|it|this|them|those|these';
const undo = 'undo|revert|reverse|roll_back|rollback|go_back|take_back|unmake|restore';
const bring = 'change|put|bring|set|take|move|get|turn|switch';
const sorry = 'oops|whoops|oopsie|my_bad|my_mistake|sorry';
const thanks = 'thanks|thank|thank_you|thx|ty|cheers|much_appreciated';
const great = 'great|the_best|awesome|amazing|helpful|wonderful';
const show = 'show|give|tell';

/** What is said about the last step, about the chatbot, or out of courtesy. */
const written: readonly [Command, readonly string[]][] = [
  [
    { do: 'undo' },
    [
      undo,
      `${undo} ${that} one?`,
      `${undo} the|my? last|previous|latest one|change|changes|thing|action|step|edit|command?`,
      `${undo} the|that? deletion|delete|completion|move|addition|rename|change|changes`,
      `${undo} all|all_of that|it`,
      `${undo} everything|what you|i just? did|said`,
      `${undo} your last_change`,
      `${bring} ${that} one? back again?`,
      `${bring} ${that} one? back to? where|what|how|the_way it|they was|were before?`,
    ],
  ],
  [
    // Said about a proposal, it is a no.
    { do: 'retract' },
    [
      `cancel|scratch|forget|nevermind|never_mind|drop|strike|discard|ignore that|this|all_that`,
      'cancel|scratch|forget|nevermind|never_mind|drop|strike|discard|ignore what_i just? said',
      sorry,
      `${sorry} ,? wrong|not_that|not_this|that_was_wrong|that_was_the_wrong|my_mistake one|task?`,
      "that_was|that's|thats|that_is wrong|a_mistake|an_accident|not_right|the_wrong_one|the_wrong_task",
      "that_was|that's|thats|that_is not_what_i meant|wanted|said|asked|asked_for",
      'i_made_a_mistake',
      'not|wrong that|this? one|task',
      "i didn't|didnt|did_not mean|want that|it|this|to|to_do|to_do_that one?",
    ],
  ],
  [{ do: 'more' }, ['more|next|next_page|the_rest|go_on|continue', 'show me? more|the_rest']],
  [
    { do: 'help' },
    [
      'help me?',
      'commands|i_need_help|how_does_this_work|how_can_you_help|how_can_you_help_me|who_are_you|what_are_you',
      'what can|do you|i do|say',
      'how_do_i use this|you|it',
      'can|could you do|help',
      'what_are_you_able_to|what_else_can_you|what_all_can_you|what_do_you|what_things_can_you do|know|understand?',
      'what_commands are_there',
      'what_commands do_you know|have|understand',
      `${show} me some|a_few|an? example|examples|commands`,
      `${show} me what_you_can_do|how_this_works|how_it_works`,
      `${show} me how_to_use this|you|it`,
      "yo|howdy|hiya|good_day|what's_up|whats_up|sup|hello|hi|hey|morning|greetings there?",
      'good morning|afternoon|evening|day',
    ],
  ],
  [
    { do: 'say', text: 'You are welcome. Glad to help.' },
    [
      `ok|okay|great|perfect? ,? ${thanks} a_lot|a_bunch|a_million|a_ton|so_much|very_much|again|you|bot|mate|buddy?`,
      `ok|okay|great|perfect? ,? ${thanks} so_much|very_much|a_lot? for that|everything|the_help|your_help`,
      `${thanks} ,? you're|you_are ${great}`,
      `${thanks} ,? that was? really|very? help|helps|helped|helpful a_lot?`,
      'great|perfect|awesome|nice|good_job|well_done|cool|good|brilliant|excellent|wonderful|fantastic|super|lovely|sweet',
      'i? love you|it|this',
      `you're|you_are ${great}`,
      'that was? help|helps|helped|helpful',
    ],
  ],
  [
    { do: 'say', text: 'Bye, see you later.' },
    [
      'bye|goodbye|good_bye|goodnight|good_night|take_care|ciao|later|see_you_later|talk_to_you_later bye?',
      'see you|ya soon|around|tomorrow|then?',
      "that's|thats|that_is all|it for_now|for_today?",
      "i'm|im|i_am off",
    ],
  ],
  [
    { do: 'say', text: 'I cannot do that: a task holds text only. Nothing was changed.' },
    ['add|attach a|an|the|this? photo|picture|file|attachment|image|link to <text:text>'],
  ],
  [
    {
      do: 'say',
      text: 'I cannot do that: I show, move and change the tasks of a list, but lists are made, renamed and deleted on the page. Nothing was changed.',
    },
    [
      'create|make|add|delete|remove|rename|new|start me? a|an|the? new? list',
      'create|make|add|delete|remove|rename|new|start me? a|an|the? new? list <name:listTopic>',
      'create|start|new me? a|an|the|my? new? <name:listTopic> list',
      'make|add me? a|an|the|my? new <name:listTopic> list',
    ],
  ],
];
const phrases = written.map(([command, texts]): [Command, Pattern[]] => [command, texts.map(pattern)]);

const clock: readonly Pattern[] = [
  "what|what's|whats|what_is|tell_me the|today's? time|date|day is_it|today|now|is_today? today|now?",
].map(pattern);

const talkSlots = {
  ...slots,
  /** "Make a list: milk; bread" adds tasks. */
  listTopic: (text: string): string | undefined => (text.startsWith(':') ? undefined : text),
};

/** "That was a mistake, please undo it". */
const andUndo = /^[^,;"“”:]{1,60}[,;]\s*(?:please\s+)?undo(?:\s+(?:it|that|this))?(?:\s+please)?$/i;

/** Sighs before what is meant. */
const sighs = /^(?:(?:oops|whoops|no|wait|actually|sorry|oh)[\s,!]+)+(?=\S)/i;

/** Recognises greetings, thanks, yes and no, and requests that this chatbot has to decline. */
export function parseTalk(text: string, reader: Reader): Command | undefined {
  const known = spoken(text, reader);
  if (known) return known;
  const confirmation = parseConfirmation(text);
  if (confirmation) return { do: confirmation };
  if (andUndo.test(text)) return { do: 'undo' };
  const calm = spoken(text.replace(sighs, ''), reader);
  if (calm?.do === 'undo' || calm?.do === 'retract') return calm;
  return isSaid(clock, text, reader) ? { do: 'say', text: `It is ${todayInWords(reader)}.` } : undefined;
}

function spoken(text: string, reader: Reader): Command | undefined {
  return phrases.find(([, patterns]) => isSaid(patterns, text, reader))?.[0];
}

const mostWords = 40;

function isSaid(patterns: readonly Pattern[], text: string, reader: Reader): boolean {
  const words = said(text, reader, talkSlots);
  return words.tokens.length <= mostWords && patterns.some((pattern) => !fits(pattern, words).next().done);
}

function todayInWords({ now, timeZone, locale }: Reader): string {
  const wall = wallClock(timeZone, now);
  return `${formatDate(wall.toPlainDate().toString(), 'fullDate', locale)}, ${formatTime(clockTime(wall), locale)}`;
}
