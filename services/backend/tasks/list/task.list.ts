import type { Orm } from '../../../../shared/database/orm.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { exactSearch, formsOf, similarSearch, type TaskSearch } from '../search/search.predicate.ts';
import { parseSearch, type SearchTerms } from '../search/search.terms.ts';
import { type Highlight, highlighter } from '../search/task.highlight.ts';
import type { Owner } from '../write/task.service.ts';
import { inOrder, type Position, readPosition, sortKeys, writePosition } from './keyset.ts';
import { candidates, newestTasks, oldestCandidate, type Page, pageRows, rankedRows } from './page.statement.ts';
import { raw, type Sql, sql } from './sql.ts';
import { filters, ownedBy } from './task.predicates.ts';
import type { Sort, TaskQuery } from './task.query.ts';
import { fromRow, type TaskRow, taskColumns } from './task.row.ts';

/** With a `q`, each item says where it was found. */
export type ListedTask = TaskSnapshot & { highlight?: Highlight };

export interface TaskPage {
  items: ListedTask[];
  nextCursor: string | null;
}

const descendingByDefault = new Set<Sort>(['created', 'priority', 'relevance']);

/** One statement a page; a second one where a search finds nothing, for what is similar. */
export async function listTasks(em: Orm['em'], owner: Owner, query: TaskQuery, now: Date): Promise<TaskPage> {
  const terms = query.q ? parseSearch(query.q) : undefined;
  const exact = terms && exactSearch(terms, owner.id, newestTasks(ownedBy(owner)));
  const similar = terms && similarSearch(terms, owner.id);
  const sort: Sort = query.sort ?? (exact?.score ? 'relevance' : 'created');
  const order = query.order ?? (descendingByDefault.has(sort) ? 'desc' : 'asc');
  const position = query.cursor ? readPosition(query.cursor, sort, order) : undefined;
  const page = { ...filters(query, owner, now, sort, order), sort, order, position, rows: query.limit + 1 };
  const read = (search?: TaskSearch, similar = false) =>
    readPage(em, page, terms && search && { ...search, terms, similar });

  if (similar && position?.similar) return read(similar, true);
  const found = await read(exact);
  return found.items.length === 0 && similar && !position ? read(similar, true) : found;
}

interface Row extends TaskRow {
  sort_key: unknown;
  ranked_from: [string, string] | null;
  forms: string[] | null;
}

type Search = TaskSearch & { terms: SearchTerms; similar: boolean };

async function readPage(em: Orm['em'], page: Page, search?: Search): Promise<TaskPage> {
  const statement = search ? searchStatement(page, search) : listStatement(page);
  const rows = await em.execute<Row[]>(statement);
  const shown = rows.slice(0, page.rows - 1);
  const mark = search && highlighter(search.terms, search.similar);
  const items = shown.map((row) => {
    const [task, forms] = [fromRow(row), row.forms ?? []];
    if (!mark) return task;
    return { ...task, highlight: { title: mark(task.title, forms), description: mark(task.description, forms) } };
  });
  const next = nextPosition(page, rows, search);
  return { items, nextCursor: next ? writePosition(page.sort, page.order, next) : null };
}

function nextPosition({ rows, position }: Page, read: Row[], search?: Search): Position | undefined {
  const last = read.at(rows - 2);
  const similar = search?.similar || undefined;
  const rankedFrom = position?.rankedFrom ?? read[0]?.ranked_from ?? undefined;
  if (read.length === rows && last) {
    return { key: last.sort_key, id: last.id, similar, rankedFrom, unranked: position?.unranked };
  }
  // All that is ranked was shown; what is not begins behind the oldest of it.
  return rankedFrom && { key: rankedFrom[0], id: rankedFrom[1], similar, unranked: true };
}

function listStatement(page: Page): Sql {
  return selectPage(page, pageRows(page));
}

function searchStatement(page: Page, { condition, indexed, hidesOwner, looked, score, terms }: Search): Sql {
  const sought = { ...page, others: [...page.others, condition], indexed: [...page.indexed, ...indexed], hidesOwner };
  const more = sql`, ${formsOf(terms)} as forms`;
  if (page.sort !== 'relevance' || !score) return selectPage(page, pageRows(sought), more);
  if (page.position?.unranked) {
    const older = { ...sought, sort: 'created', order: 'desc' } as const;
    return selectPage(older, pageRows(older), more);
  }
  return sql`
    with candidates as materialized (${candidates(sought, score, looked)})
    ${selectPage(page, rankedRows(page), sql`${more}, ${oldestCandidate} as ranked_from`)}`;
}

function selectPage({ sort, order, rows }: Page, from: Sql, more: Sql = raw('')): Sql {
  return sql`
    select ${raw(taskColumns)}, ${sortKeys[sort].key} as sort_key ${more}
      from ${from} ${inOrder(sort, order)} limit ${rows}`;
}
