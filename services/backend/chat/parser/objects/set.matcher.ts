import type { TaskSnapshot } from '../../../../../shared/events/task.schema.ts';
import type { ChatTurn } from '../../chat.responder.ts';
import { mostInSet } from '../../task.finder.ts';
import type { Filter, SetPhrase } from './filter.ts';
import type { Match, Wanted } from './match.ts';
import type { Reference } from './reference.ts';
import { enumerated, sameStem, sameText, wordsOf } from './words.ts';

/** Finds the tasks of a set. If the phrase names no state, they have the wanted one. */
export async function matchSet(turn: ChatTurn, phrase: SetPhrase, wanted: Wanted): Promise<Match> {
  const filter = await resolvedFilter(turn, phrase, wanted);
  if (!filter) return none(`${noSuchList(phrase.list)} Nothing was changed.`);
  const tasks = await (filter.status === 'completed' && phrase.period
    ? completedIn(turn, filter, phrase.period)
    : tasksOf(turn, filter));
  if (phrase.isSingular && !phrase.isAll && !phrase.isPlural) {
    if (tasks.length === 1) return { found: tasks };
    return tasks.length > 1 ? { oneOf: tasks } : none('No task is like that.');
  }
  return without(tasks, phrase.except);
}

const mostCompleted = 1000;

/** Finds completed tasks by the time of their completion; their due does not matter any more. */
async function completedIn(
  turn: ChatTurn,
  { dueAfter: _after, dueBefore: _before, ...filter }: Filter,
  { from, to }: NonNullable<SetPhrase['period']>,
): Promise<TaskSnapshot[]> {
  const tasks = await turn.tasks.matching(filter as Record<string, unknown>, mostCompleted);
  return tasks.filter(
    ({ completedAt }) =>
      completedAt !== null &&
      (!from || Date.parse(completedAt) >= Date.parse(from)) &&
      (!to || Date.parse(completedAt) < Date.parse(to)),
  );
}

/** Finds the tasks that "them" means, which is never just the task mentioned last. */
export async function matchContext(
  turn: ChatTurn,
  { isAll, except }: Extract<Reference, { by: 'context' }>,
  wanted: Wanted,
): Promise<Match> {
  const { set } = turn.memory;
  if (!set && !isAll) return none('I am not sure which tasks you mean. Say "list" first, or name them.');
  const filter = set && 'filter' in set ? set.filter : { status: wanted };
  const all = set && 'ids' in set ? await turn.tasks.byIds(set.ids) : await tasksOf(turn, filter);
  return without(all, except);
}

export function noSuchList(list: string | undefined): string {
  return `You have no list called "${list}".`;
}

/**
 * Returns the filter for this account: a word is a tag if the account has one of that name.
 * @returns undefined if the phrase names a list that there is not
 */
export async function resolvedFilter(
  turn: ChatTurn,
  { filter, word, list: name }: SetPhrase,
  wanted: Wanted,
): Promise<Filter | undefined> {
  const list = name === undefined ? undefined : await listNamed(turn, name);
  if (name !== undefined && !list) return undefined;
  const whole: Filter = {
    ...(filter.status ? {} : { status: wanted }),
    ...filter,
    ...(list ? { list: list.id ?? 'inbox' } : {}),
  };
  if (!word) return whole;
  const tagged: Filter = { ...whole, tag: [...(whole.tag ?? []), word] };
  const { status: _, ...anyState } = { tag: [word] } as Filter;
  return (await turn.tasks.matching(anyState as Record<string, unknown>, 1)).length > 0
    ? tagged
    : { ...whole, q: word };
}

/** @returns the list, of which the Inbox has the id null */
export async function listNamed(turn: ChatTurn, name: string): Promise<{ id: string | null } | undefined> {
  if (!turn.eventsEnabled) return undefined;
  if (sameText(name, 'inbox')) return { id: null };
  const squeezed = (text: string) => text.replace(/[\s_-]+/g, '');
  const lists = await turn.tasks.lists();
  return (
    lists.find((list) => sameText(list.name, name)) ??
    lists.find((list) => sameText(squeezed(list.name), squeezed(name)))
  );
}

/** Returns the tasks that match. If no task has the words, a search returns similar ones, which are not meant here. */
export async function tasksOf(turn: ChatTurn, filter: Record<string, unknown> | Filter): Promise<TaskSnapshot[]> {
  const tasks = await turn.tasks.matching(filter as Record<string, unknown>);
  const { q } = filter as Filter;
  if (!q) return tasks;
  return tasks.filter(({ title, description }) => {
    const there = wordsOf(`${title} ${description}`);
    return wordsOf(q).every((wanted) => there.some((word) => word.startsWith(wanted) || sameStem(word, wanted)));
  });
}

function without(tasks: TaskSnapshot[], except: string | undefined): Match {
  if (tasks.length > mostInSet) {
    return none(
      `That would be more than ${mostInSet} tasks, which is the most at once. Say it for fewer, such as those of one tag or one week.`,
    );
  }
  const left = except ? leftOut(tasks, except) : new Set<string>();
  if (!left)
    return none(`I understood the tasks, but not which of them to leave out: "${except}". Nothing was changed.`);
  const found = tasks.filter(({ id }) => !left.has(id));
  return found.length > 0 ? { found, isSet: true } : none('No task is like that.');
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

/** @returns undefined if the text names none of the tasks, or not clearly */
function leftOut(tasks: TaskSnapshot[], except: string): Set<string> | undefined {
  const ids = new Set<string>();
  for (const part of enumerated(except.toLowerCase())) {
    const bare = part.replace(/^(?:for\s+)?(?:the|my|number|#)\s*/, '').replace(/\s+(?:one|task|ones)$/, '');
    const number = bare === 'last' ? tasks.length : /^\d+$/.test(bare) ? Number(bare) : ordinals.indexOf(bare) + 1;
    const wanted = wordsOf(bare);
    const meant =
      number > 0
        ? tasks.slice(number - 1, number)
        : tasks.filter(({ title }) => wanted.every((word) => wordsOf(title).some((other) => sameStem(word, other))));
    if (wanted.length === 0 || meant.length !== 1) return undefined;
    ids.add(meant[0]!.id);
  }
  return ids;
}

function none(text: string): Match {
  return { none: text, similar: [] };
}
