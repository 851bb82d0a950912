import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { ChatTurn } from '../chat.responder.ts';
import type { Reference } from './command.ts';

/** The tasks to which a reference leads. */
export type Match =
  /** Exactly these tasks are meant. */
  | { found: TaskSnapshot[] }
  /** Several tasks match; the user has to choose. */
  | { oneOf: TaskSnapshot[] }
  /** No task matches exactly; these titles are similar. */
  | { none: string; similar: TaskSnapshot[] };

type Wanted = 'open' | 'completed';

/** Finds the tasks of a reference, first among those of the wanted state, then among the others. */
export async function matchTasks(turn: ChatTurn, which: Reference, wanted: Wanted): Promise<Match> {
  switch (which.by) {
    case 'number':
      return byNumber(turn, which, wanted);
    case 'context':
      return fromContext(turn, which.all);
    case 'words':
      return byWords(turn, which.words, wanted);
  }
}

async function byNumber(turn: ChatTurn, { numbers, typed }: Extract<Reference, { by: 'number' }>, wanted: Wanted) {
  const { shown } = turn.memory;
  const ids = numbers.map((number) => (number < 0 ? shown.at(number) : shown[number - 1]));
  const known = ids.filter((id) => id !== undefined);
  const listed = known.length === ids.length ? await turn.tasks.byIds(known) : [];
  // "2" may also be a title.
  const titled = typed ? (await turn.tasks.search(typed, wanted)).filter(({ title }) => sameText(title, typed)) : [];
  if (listed.length > 0 && titled.length > 0 && titled[0]!.id !== listed[0]!.id)
    return { oneOf: [...listed, ...titled] };
  if (listed.length === numbers.length) return { found: unique(listed) };
  if (titled.length > 0) return titled.length === 1 ? { found: titled } : { oneOf: titled };
  if (shown.length === 0) return { none: 'I have not shown you a list yet. Say "list" first.', similar: [] };
  if (known.length < ids.length) {
    return { none: `There is no such number in the list, which has ${shown.length}.`, similar: [] };
  }
  return { none: 'That task is gone.', similar: [] };
}

async function fromContext(turn: ChatTurn, all: boolean): Promise<Match> {
  const tasks = await turn.tasks.byIds(turn.memory.about);
  if (tasks.length === 0)
    return { none: 'I am not sure which task you mean. Say its title, or "list" first.', similar: [] };
  return all || tasks.length === 1 ? { found: tasks } : { oneOf: tasks };
}

async function byWords(turn: ChatTurn, typed: string, wanted: Wanted): Promise<Match> {
  const variants = variantsOf(typed);
  for (const status of [wanted, other(wanted)]) {
    for (const words of variants) {
      const best = bestMatches(await turn.tasks.search(words, status), words);
      if (best.length > 0) return best.length === 1 ? { found: best } : { oneOf: best };
    }
  }
  const parts = typed.split(/\s*,\s*(?:and\s+)?|\s+and\s+/i).filter((part) => part.trim() !== '');
  if (parts.length > 1 && parts.length <= 10) {
    const each = await Promise.all(parts.map((part) => byWords(turn, part, wanted)));
    const found = each.flatMap((match) => ('found' in match ? match.found : []));
    if (found.length === parts.length) return { found: unique(found) };
  }
  const similar = await turn.tasks.search(variants.at(-1)!, wanted);
  const [name] = variants as [string];
  const none = `No ${wanted} task is called "${name.length > 100 ? `${name.slice(0, 100)}…` : name}".`;
  return { none: similar.length > 0 ? none : `${none} Say "list" to see what is open.`, similar: similar.slice(0, 3) };
}

/** The text as typed, then without words such as "the task" around a title. */
function variantsOf(typed: string): string[] {
  const quoted = /^["“](.+)["”]$/s.exec(typed)?.[1];
  if (quoted) return [quoted];
  const bare = typed
    .replace(/^(?:(?:the|my|our|that|this|a|an)\s+)+(?=\S)/i, '')
    .replace(/^(?:(?:tasks?|todo|item)\s+)?(?:(?:called|named|about)\s+)?(?=\S)/i, '')
    .replace(/\s+(?:task|todo|item|one)$/i, '');
  return [...new Set([typed, bare])];
}

function other(wanted: Wanted): Wanted {
  return wanted === 'open' ? 'completed' : 'open';
}

/** Tasks with this title; else with all the words in the title; else with words that begin so. Similar ones do not count. */
function bestMatches(tasks: TaskSnapshot[], words: string): TaskSnapshot[] {
  const wanted = wordsOf(words);
  const exact = tasks.filter(({ title }) => sameText(title, words));
  if (exact.length > 0) return exact;
  if (wanted.length === 0) return tasks.filter(({ title }) => fold(title).includes(fold(words)));
  const containing = (fits: (word: string, typed: string) => boolean) =>
    tasks.filter(({ title }) => {
      const inTitle = wordsOf(title);
      return wanted.every((typed) => inTitle.some((word) => fits(word, typed)));
    });
  const whole = containing((word, typed) => word === typed || sameStem(word, typed));
  return whole.length > 0 ? whole : containing((word, typed) => word.startsWith(typed));
}

/** Accepts plural and tense: the search has found the task by its stem, so only the endings may differ. */
function sameStem(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.startsWith(short) && /^(?:s|es|ed|d|ing|ly)$/.test(long.slice(short.length));
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function sameText(a: string, b: string): boolean {
  return fold(a).trim() === fold(b).trim();
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function unique(tasks: TaskSnapshot[]): TaskSnapshot[] {
  return [...new Map(tasks.map((task) => [task.id, task])).values()];
}
