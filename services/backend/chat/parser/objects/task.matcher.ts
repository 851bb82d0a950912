import type { TaskSnapshot } from '../../../../../shared/events/task.schema.ts';
import type { ChatTurn } from '../../chat.responder.ts';
import { mostFound } from '../../task.finder.ts';
import type { Match, Wanted } from './match.ts';
import type { Reference } from './reference.ts';
import { matchContext, matchSet } from './set.matcher.ts';
import { fold, isTypo, sameStem, sameText, wordsOf } from './words.ts';

type Likeness = 'exact' | 'similar';

/**
 * Finds the tasks of a reference, first among those of the wanted state, then among the others.
 * @param likeness the tasks that words may name: those that have them, or also those that have similar ones
 */
export async function matchTasks(
  turn: ChatTurn,
  which: Reference,
  wanted: Wanted,
  likeness: Likeness = 'similar',
): Promise<Match> {
  switch (which.by) {
    case 'number':
      return byNumber(turn, which, wanted);
    case 'it':
      return mentionedLast(turn);
    case 'context':
      return matchContext(turn, which, wanted);
    case 'set':
      return matchSet(turn, which.phrase, wanted);
    case 'words':
      return byWords(turn, which, wanted, likeness);
  }
}

async function byNumber(
  turn: ChatTurn,
  { numbers, typed, isSet }: Extract<Reference, { by: 'number' }>,
  wanted: Wanted,
): Promise<Match> {
  const { shown } = turn.memory;
  const ids = numbers.map((number) => (number < 0 ? shown.at(number) : shown[number - 1]));
  const known = ids.filter((id) => id !== undefined);
  const listed = known.length === ids.length ? await turn.tasks.byIds(known) : [];
  // "2" may also be a title.
  const titled = typed
    ? (await turn.tasks.search(typed, wanted, { isExact: true })).filter(({ title }) => sameText(title, typed))
    : [];
  if (listed.length > 0 && titled.length > 0 && titled[0]!.id !== listed[0]!.id)
    return { oneOf: [...listed, ...titled] };
  if (listed.length === numbers.length) return { found: unique(listed), ...(isSet ? { isSet } : {}) };
  if (titled.length > 0) return titled.length === 1 ? { found: titled } : { oneOf: titled };
  if (shown.length === 0) return { none: 'I have not shown you a list yet. Say "list" first.', similar: [] };
  if (known.length < ids.length) {
    return { none: `There is no such number in the list, which has ${shown.length}.`, similar: [] };
  }
  return { none: 'That task is gone.', similar: [] };
}

async function mentionedLast(turn: ChatTurn): Promise<Match> {
  const tasks = await turn.tasks.byIds(turn.memory.about);
  if (tasks.length === 0) {
    return { none: 'I am not sure which task you mean. Say its title, or "list" first.', similar: [] };
  }
  return tasks.length === 1 ? { found: tasks } : { oneOf: tasks };
}

async function byWords(
  turn: ChatTurn,
  { words: typed, unread }: Extract<Reference, { by: 'words' }>,
  wanted: Wanted,
  most: Likeness,
): Promise<Match> {
  const variants = variantsOf(typed);
  const isSimilarSought = most === 'similar' && similarTerms(variants) !== undefined;
  for (const likeness of isSimilarSought ? (['exact', 'similar'] as const) : (['exact'] as const)) {
    for (const status of [wanted, other(wanted)]) {
      const tasks = await candidatesOf(turn, variants, status, likeness);
      for (const fitting of likeness === 'exact' ? [bestMatches] : [bestMatches, typedWrongly]) {
        for (const words of variants) {
          const best = fitting(tasks, words);
          if (best.length > 0) return best.length === 1 ? { found: best } : { oneOf: best };
        }
      }
    }
    const several = likeness === 'exact' ? await byParts(turn, typed, wanted, most) : undefined;
    if (several) return several;
  }
  if (unread) {
    const none = `I understood "${typed.slice(0, -unread.length).trim()}", but not "${short(unread)}". Nothing was changed.`;
    return { none, similar: [] };
  }
  const similar = isSimilarSought ? await candidatesOf(turn, variants, wanted, 'similar') : [];
  const none = `No ${wanted} task is called "${short(variants[0]!)}".`;
  return { none: similar.length > 0 ? none : `${none} Say "list" to see what is open.`, similar: similar.slice(0, 3) };
}

/** A search for similar words takes long for each word, and in a longer text a mistyped name is unlikely. */
const mostSimilarWords = 2;

/** @returns the words that may be mistyped, which short ones never are; undefined if there are none, or too many */
function similarTerms(variants: readonly string[]): string | undefined {
  const words = wordsOf(variants.at(-1)!).filter((word) => word.length >= 4);
  return words.length > 0 && words.length <= mostSimilarWords ? words.join(' ') : undefined;
}

const mostParts = 10;

/** "Milk, bread and eggs": finds the one task of each part. */
async function byParts(turn: ChatTurn, typed: string, wanted: Wanted, most: Likeness): Promise<Match | undefined> {
  const parts = typed.split(/\s*,\s*(?:and\s+)?|\s+and\s+/i).filter((part) => part.trim() !== '');
  if (parts.length < 2 || parts.length > mostParts) return undefined;
  const matches: Match[] = [];
  for (const words of parts) matches.push(await byWords(turn, { by: 'words', words }, wanted, 'exact'));
  // A mistyped part is only looked for beside others that are there.
  if (most === 'similar' && matches.some((match) => 'found' in match)) {
    for (const [index, words] of parts.entries()) {
      if ('none' in matches[index]!) matches[index] = await byWords(turn, { by: 'words', words }, wanted, most);
    }
  }
  const found = matches.flatMap((match) => ('found' in match && match.found.length === 1 ? match.found : []));
  return found.length === parts.length ? { found: unique(found) } : undefined;
}

/**
 * Returns the tasks that may be meant. The last variant has the fewest words, so what has the words of another variant also has
 * its words: one search, in both states, finds all, unless it finds too many.
 */
async function candidatesOf(
  turn: ChatTurn,
  variants: readonly string[],
  status: Wanted,
  likeness: 'exact' | 'similar',
): Promise<TaskSnapshot[]> {
  const options = likeness === 'exact' ? { isExact: true } : {};
  const plain = likeness === 'exact' ? variants.at(-1)! : similarTerms(variants)!;
  const all = await turn.tasks.search(plain, undefined, options);
  const found = all.filter(({ completed }) => completed === (status === 'completed'));
  // A search in one state alone may still find similar tasks.
  if (all.length === 0 || (all.length < mostFound && (likeness === 'exact' || found.length > 0))) return found;
  const tasks = await turn.tasks.search(plain, status, options);
  if (tasks.length < mostFound || variants.length === 1 || likeness === 'similar') return tasks;
  return unique([...(await turn.tasks.search(variants[0]!, status, options)), ...tasks]);
}

function short(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** The text as typed, then without words such as "the task" around a title. */
function variantsOf(typed: string): string[] {
  const quoted = /^["“](.+)["”]$/s.exec(typed)?.[1];
  if (quoted) return [quoted];
  const bare = typed
    .replace(/[\s:,]+$/, '')
    .replace(
      /^(?:(?:to|at|in|with|on|for|the|my|our|your|that|this|those|these|a|an|both|whole|entire)\s+)+(?=\S)/i,
      '',
    )
    .replace(
      /^(?:(?:tasks?|todo|item|one|thing|reminder|appointment|meeting)\s+)?(?:(?:called|named|about|for|to|with|titled|of|regarding)\s+)?(?:(?:the|my|our)\s+)?(?=\S)/i,
      '',
    );
  const noun = bare.replace(
    /\s+(?:task|todo|item|one|appointment|meeting|visit|session|class|event|reminder|thing|stuff|chore|errand|already|today|again|instead|for\s+me)$/i,
    '',
  );
  const plain = noun.replace(/\s(?:the|my|our|an?)(?=\s)/gi, '');
  return [...new Set([typed, bare, noun, plain])];
}

function other(wanted: Wanted): Wanted {
  return wanted === 'open' ? 'completed' : 'open';
}

/** Tasks with this title; else with all the words in the title; else with words that begin so. Similar ones do not count. */
function bestMatches(tasks: TaskSnapshot[], words: string): TaskSnapshot[] {
  const wanted = distinctWordsOf(words);
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

/** Returns the tasks with every word in the title, allowing for typing mistakes. */
function typedWrongly(tasks: TaskSnapshot[], words: string): TaskSnapshot[] {
  const wanted = distinctWordsOf(words);
  return tasks.filter(({ title }) => {
    const inTitle = wordsOf(title);
    return (
      wanted.length > 0 && wanted.every((typed) => inTitle.some((word) => sameStem(word, typed) || isTypo(typed, word)))
    );
  });
}

/** Repeated words say nothing more. */
const distinctWordsOf = (text: string) => [...new Set(wordsOf(text))];

function unique(tasks: TaskSnapshot[]): TaskSnapshot[] {
  return [...new Map(tasks.map((task) => [task.id, task])).values()];
}
