import type { TaskSnapshot } from '../../../../../shared/events/task.schema.ts';
import type { ChatTurn } from '../../chat.responder.ts';
import type { CommandOf } from '../commands/command.ts';
import type { Match } from '../objects/match.ts';
import { matchTasks } from '../objects/task.matcher.ts';
import { sameStem, wordsOf } from '../objects/words.ts';

/** Verbs that a title may leave out: one did, went to, or had the "Dentist". */
const lightVerbs = ['do', 'go', 'have', 'see', 'visited', 'attended', 'made'];
/** Verbs that a title may say in another word: one "got" what was to "buy". */
const otherWords: Record<string, string[]> = {
  get: ['buy', 'order', 'purchase', 'collect', 'fetch', 'pick'],
  pick: ['buy', 'collect', 'fetch', 'get'],
  purchased: ['buy', 'order', 'get'],
  grabbed: ['buy', 'get'],
  buy: ['order', 'get', 'purchase'],
  ordered: ['buy'],
  ring: ['call', 'phone'],
  phoned: ['call', 'ring'],
  mailed: ['send', 'email', 'post'],
  emailed: ['send', 'mail'],
  posted: ['send', 'mail'],
  submitted: ['send', 'file', 'hand'],
  washed: ['clean'],
  tidied: ['clean'],
  bring: ['return', 'take'],
  take: ['return', 'bring'],
  settled: ['pay'],
  reserved: ['book'],
  give: ['return'],
};

/** Finds the task of "I paid the rent": the one open task whose title also has the verb. For any other task, the reply asks. */
export async function matchPast(turn: ChatTurn, { verb, which }: CommandOf<'past'>): Promise<Match> {
  const isAbout = ({ title }: TaskSnapshot) =>
    lightVerbs.includes(verb) ||
    wordsOf(title).some((word) => [verb, ...(otherWords[verb] ?? [])].some((other) => sameStem(word, other)));
  if (which.by === 'words' && which.words === '') {
    const tasks = (await turn.tasks.search(verb.replace(/ed$/, ''), 'open')).filter(isAbout);
    if (tasks.length === 0) return { none: '', similar: [] };
    return tasks.length === 1 ? { found: tasks } : { oneOf: tasks };
  }
  const match = await matchTasks(turn, which, 'open');
  if ('found' in match) {
    const open = match.found.filter(({ completed }) => !completed);
    if (open.length === 0) return { none: '', similar: [] };
    return open.every(isAbout) ? { ...match, found: open } : { oneOf: open };
  }
  if ('none' in match) return { none: match.none, similar: [] };
  const about = match.oneOf.filter((task) => isAbout(task) && !task.completed);
  return about.length === 1 ? { found: about } : { oneOf: about.length > 1 ? about : match.oneOf };
}
