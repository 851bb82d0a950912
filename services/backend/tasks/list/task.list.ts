import type { Orm } from '../../../../shared/database/orm.ts';
import { executePrepared } from '../../../../shared/database/prepared.ts';
import { isCancelled } from '../../../../shared/database/statement.bounds.ts';
import { List, Task } from '../../../../shared/entities/index.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { NotFound, ValidationFailed } from '../../../../shared/http/problem.ts';
import { pausesEvery } from '../../platform/pauses.ts';
import { type Highlight, highlighter } from '../search/highlight/task.highlight.ts';
import {
  exactSearch,
  fallbackWords,
  type SearchPredicate,
  similarSearch,
  stemForms,
} from '../search/search.predicate.ts';
import { findSimilarWords } from '../search/search.similar.ts';
import { parseSearch, type SearchTerms } from '../search/search.terms.ts';
import type { Owner } from '../write/task.service.ts';
import { type KeysetPosition, orderBy, readCursor, sortKeys, writeCursor } from './keyset.ts';
import {
  candidates,
  type Extent,
  maxCandidates,
  newestTasks,
  oldestCandidate,
  type Page,
  pageRows,
  rankedRows,
  recentSince,
} from './page.statement.ts';
import { raw, type Sql, sql } from './sql.ts';
import { isOwnedBy, predicates } from './task.predicates.ts';
import { type Sort, sortError, type TaskQuery } from './task.query.ts';
import { fromRow, type TaskRow, taskColumns } from './task.row.ts';

/** Each item has its matches highlighted when the query has a `q`. */
export type ListedTask = TaskSnapshot & { highlight?: Highlight };

export interface TaskPage {
  items: ListedTask[];
  nextCursor: string | null;
}

export interface SearchOptions {
  /** True if similar words are not to be looked for where nothing matches. */
  isExact?: boolean;
  /** The rows of `preparedPage`, if they have been read. */
  rows?: unknown[] | undefined;
}

/** A person whose tasks are listed. */
type ListOwner = Pick<Owner, 'id' | 'timeZone'> & { hasFewTasks?: boolean };

/** The statement of a page for which one plan is right whatever its values are; undefined for another page. */
export function preparedPage(owner: ListOwner, query: TaskQuery, now: Date): Sql | undefined {
  if (query.q) return undefined;
  const page = pageOf(owner, query, now, query.sort ?? 'created');
  return hasOnePlan(page) ? selectPage(page, pageRows(page)) : undefined;
}

/** Where there is nothing to filter by, or where all tasks are few. */
const hasOnePlan = ({ ofFew, filters }: Page) => ofFew || filters.length === 0;

const descendingByDefault = new Set<Sort>(['created', 'priority', 'relevance']);

/**
 * Reads a page with one statement. If a search matches nothing exactly, a second statement finds words similar to the typed ones,
 * and a third one the tasks that contain them.
 */
export async function listTasks(
  em: Orm['em'],
  owner: ListOwner,
  query: TaskQuery,
  now: Date,
  options: SearchOptions = {},
): Promise<TaskPage> {
  const wrongSort = sortError(query);
  if (wrongSort) throw new ValidationFailed([{ path: 'query.sort', message: wrongSort }]);
  const terms = query.q ? parseSearch(query.q) : undefined;
  try {
    const page = await readTasks(em, owner, query, now, terms, options);
    if (page.items.length === 0) await requirePlace(em, owner, query);
    return page;
  } catch (error) {
    if (!terms || !isCancelled(error)) throw error;
    const message = 'The search takes too long. Search for fewer or longer words.';
    throw new ValidationFailed([{ path: 'query.q', message }]);
  }
}

/** @throws NotFound if nothing was found since the list or the parent is not there */
async function requirePlace(em: Orm['em'], { id: ownerId }: ListOwner, { list, parent }: TaskQuery): Promise<void> {
  if (list && list !== 'inbox' && !(await em.fork().count(List, { id: list, ownerId })))
    throw new NotFound('There is no such list.');
  if (parent && parent !== 'none' && !(await em.fork().count(Task, { id: parent, ownerId })))
    throw new NotFound('There is no such parent task.');
}

async function readTasks(
  em: Orm['em'],
  owner: ListOwner,
  query: TaskQuery,
  now: Date,
  terms: SearchTerms | undefined,
  { isExact = false, rows }: SearchOptions,
): Promise<TaskPage> {
  const newest = () => newestTasks(isOwnedBy(owner));
  const exact = terms && exactSearch(terms, owner.id, newest());
  const sort: Sort = query.sort ?? (exact?.score ? 'relevance' : 'created');
  if (rows) return presentPage(extentOf(query, sort), rows as Row[]);
  const page = pageOf(owner, query, now, sort);
  const { position } = page;

  if (!position?.similar) {
    const found = await readPage(em, page, exact);
    if (!terms || found.items.length > 0 || position || isExact) return found;
  }
  const found = await findSimilarWords(em, owner, terms ? fallbackWords(terms) : []);
  const similar = terms && similarSearch(terms, owner.id, found, newest());
  return similar ? readSimilar(em, isOwnedBy(owner), page, similar) : { items: [], nextCursor: null };
}

function pageOf(owner: ListOwner, query: TaskQuery, now: Date, sort: Sort): Page {
  const extent = extentOf(query, sort);
  return { ...predicates(query, owner, now, extent), ...extent, ofFew: owner.hasFewTasks === true };
}

function extentOf({ cursor, limit, order: wanted }: TaskQuery, sort: Sort): Extent {
  const order = wanted ?? (descendingByDefault.has(sort) ? 'desc' : 'asc');
  return { sort, order, position: cursor ? readCursor(cursor, { sort, order }) : undefined, rows: limit + 1 };
}

/**
 * Similar words may be in many thousands of tasks, of which only the newest are ranked. Where these are all recent, the dates of the
 * tasks and the words are both looked up in their indexes, and older tasks are not read.
 */
async function readSimilar(em: Orm['em'], isOwned: Sql, page: Page, search: SearchPredicate): Promise<TaskPage> {
  if (page.sort === 'relevance' && !page.position && !page.ofFew) {
    // A statement of its own, so that PostgreSQL knows the value when it plans the next one.
    const [recent] = await em.execute<{ since: string }[]>(recentSince(isOwned, search.condition));
    const found = recent && (await readRows(em, { ...page, createdSince: recent.since }, search));
    if (found?.[0]?.ranked_from) return presentPage(page, found, search);
  }
  return readPage(em, page, search);
}

interface Row extends TaskRow {
  cursor_value: unknown;
  ranked_from: [string, string] | null;
  forms: string[] | null;
}

async function readPage(em: Orm['em'], page: Page, search?: SearchPredicate): Promise<TaskPage> {
  return presentPage(page, await readRows(em, page, search), search);
}

function readRows(em: Orm['em'], page: Page, search?: SearchPredicate): Promise<Row[]> {
  if (search) return em.execute<Row[]>(searchStatement(page, search));
  const statement = selectPage(page, pageRows(page));
  return hasOnePlan(page) ? executePrepared<Row>(em, statement) : em.execute<Row[]>(statement);
}

async function presentPage(page: Extent, rows: Row[], search?: SearchPredicate): Promise<TaskPage> {
  const highlight = search && highlighter(search.terms, search.similar);
  const items: ListedTask[] = rows.slice(0, page.rows - 1).map(fromRow);
  const pause = pausesEvery();
  for (const [index, task] of highlight ? items.entries() : []) {
    await pause();
    const mark = (text: string) => highlight!(text, rows[index]?.forms ?? []);
    task.highlight = { title: mark(task.title), description: mark(task.description) };
  }
  const next = nextPosition(page, rows, search);
  return { items, nextCursor: next ? writeCursor(page, next) : null };
}

function nextPosition({ rows, position }: Extent, read: Row[], search?: SearchPredicate): KeysetPosition | undefined {
  const last = read.at(rows - 2);
  const similar = search?.similar || undefined;
  const rankedFrom = position?.rankedFrom ?? read[0]?.ranked_from ?? undefined;
  if (read.length === rows && last) {
    return { key: last.cursor_value, id: last.id, similar, rankedFrom, unranked: position?.unranked };
  }
  // All candidates were shown. The next page begins with the first match that is older than they are.
  return rankedFrom && { key: rankedFrom[0], id: rankedFrom[1], similar, unranked: true };
}

function searchStatement(page: Page, { condition, wordIndex, probed, score, terms, similar }: SearchPredicate): Sql {
  const matching = {
    ...page,
    filters: [...page.filters, condition],
    wordIndex: [...page.wordIndex, ...wordIndex],
  };
  const forms = sql`, ${stemForms(terms)} as forms`;
  if (page.sort !== 'relevance' || !score) return selectPage(page, pageRows(matching), forms);
  if (page.position?.unranked) {
    const older = { ...matching, sort: 'created', order: 'desc' } as const;
    return selectPage(older, pageRows(older), forms);
  }
  const most = maxCandidates[similar ? 'similar' : 'exact'];
  return sql`
    with candidates as (${candidates(matching, score, probed, most)})
    ${selectPage(page, rankedRows(page), sql`${forms}, ${oldestCandidate(most)} as ranked_from`)}`;
}

function selectPage(page: Page, from: Sql, moreColumns: Sql = raw('')): Sql {
  return sql`
    select ${raw(taskColumns)}, ${sortKeys[page.sort].cursorValue} as cursor_value ${moreColumns}
      from ${from} ${orderBy(page)} limit ${page.rows}`;
}
