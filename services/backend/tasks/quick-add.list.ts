import type { Orm } from '../../../shared/database/orm.ts';
import type { ListSnapshot } from '../../../shared/events/list.schema.ts';
import { ValidationFailed } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { QuickAdd } from '../../../shared/language/quick-add.ts';
import type { Reader } from '../../../shared/language/reader.ts';
import { type NewList, newList } from '../lists/list.schema.ts';
import { readLists } from '../lists/list.service.ts';
import { type NewTask, newTask } from './write/task.input.ts';

interface Read extends Pick<QuickAdd, 'tokens' | 'unread'> {
  task: NewTask;
  /** The list that the text names, if there is none of that name and it may be made. */
  newList?: NewList;
}

/**
 * Reads a task with its list. A list that is not there, or archived, is never guessed: its name stays in the title and is reported
 * in `unread`, unless it may be made.
 */
export async function readWithList(
  em: Orm['em'],
  ownerId: string,
  text: string,
  reader: Reader,
  mayCreate: boolean,
): Promise<Read> {
  const { parseQuickAdd } = await import('../../../shared/language/quick-add.ts');
  const { list: typed, tokens, unread, ...fields } = parseQuickAdd(text, reader);
  const token = tokens.find(({ kind }) => kind === 'list');
  if (!typed || !token) return { task: taskIn(fields), tokens, unread };
  const { id, reason } = listNamed(typed, await readLists(em, ownerId));
  if (id) return { task: { ...taskIn(fields), listId: id }, tokens, unread };
  const created = !reason && mayCreate ? newList.safeParse({ name: typed }).data : undefined;
  if (created) return { task: taskIn(fields), tokens, unread, newList: created };
  const { start, end, text: said } = token;
  const { tokens: others, unread: unreadBesides, ...kept } = parseQuickAdd(text, { ...reader, ignore: [said] });
  const missing = { start, end, text: said, reason: reason ?? `There is no list "${typed}".`, suggestions: [] };
  return {
    task: taskIn(kept),
    tokens: others,
    unread: [...unreadBesides, missing].sort((a, b) => a.start - b.start),
  };
}

/** A name with blanks is typed without them, or with dashes: `+home-office` is the list "Home Office". */
function listNamed(typed: string, lists: readonly ListSnapshot[]): { id?: string; reason?: string } {
  const exact = lists.filter(({ name }) => name.toLowerCase() === typed.toLowerCase());
  const compact = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, '');
  const found = exact.length > 0 ? exact : lists.filter(({ name }) => compact(name) === compact(typed));
  const open = found.filter(({ archived }) => !archived);
  if (open.length === 1) return { id: open[0]!.id };
  if (open.length > 1) return { reason: `It may be one of several lists: ${open.map(({ name }) => name).join(', ')}.` };
  return found.length > 0 ? { reason: `The list "${found[0]!.name}" is archived.` } : {};
}

/** @throws ValidationFailed naming the text, where no task can be what it says */
function taskIn(fields: object): NewTask {
  try {
    return validate(newTask.phase5, fields);
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    throw new ValidationFailed(
      error.errors.map(({ path, message }) => ({ path: 'text', message: `${path}: ${message}` })),
    );
  }
}
