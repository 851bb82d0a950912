import type { Client } from 'pg';
import { encodeCursor } from '../../../shared/http/cursor.ts';

/** A query of a list of any size. */
export interface Question {
  name: string;
  /** Default: the list of tasks. */
  path?: string;
  /** Its query string. */
  query: string | ((database: Client, ownerId: string) => Promise<string>);
  /** Whether a larger list has more matches, so that the time may grow. */
  more?: true;
  /** The longest it may take with the largest list, in ms, at the 95th percentile. */
  goal?: number;
}

/** Returns a query for a page far down the list. */
function deep(sort: string, order: string, key: string, expression: string): Question {
  return {
    name: `deep page, sort=${sort}&order=${order}`,
    async query(database, ownerId) {
      const { rows } = await database.query(
        `select ${key} as key, id from task where owner_id = $1 and ${expression} is not null order by ${expression} ${order}, id ${order}
          offset (select count(*) * 8 / 10 from task where owner_id = $1 and ${expression} is not null) limit 1`,
        [ownerId],
      );
      return `sort=${sort}&order=${order}&cursor=${encodeCursor([sort, order, rows[0].key, rows[0].id])}`;
    },
  };
}

/** @param query in which `%` is the list of the special tasks, or the parent of some of them */
function ofSpecial(name: string, column: 'list_id' | 'parent_id', query: string): Question {
  return {
    name,
    async query(database, ownerId) {
      const { rows } = await database.query(
        `select ${column} as id from task where owner_id = $1 and tags @> '{rare}' and ${column} is not null limit 1`,
        [ownerId],
      );
      return query.replace('%', rows[0].id);
    },
  };
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const asked = (name: string, query: string): Question => ({ name, query });

export const questions: Question[] = [
  asked('newest', ''),
  ...['created', 'due', 'priority', 'title'].flatMap((sort) =>
    ['asc', 'desc'].map((order) => asked(`sort=${sort}&order=${order}`, `sort=${sort}&order=${order}`)),
  ),
  deep('created', 'desc', instant('created_at'), 'created_at'),
  deep('due', 'asc', `json_build_array(${instant('due_at')}, priority)`, 'due_at'),
  deep('due', 'desc', `json_build_array(${instant('due_at')}, priority)`, 'due_at'),
  deep('priority', 'desc', 'priority', 'priority'),
  deep('title', 'asc', 'lower(title)', 'lower(title) collate natural_order'),
  asked('open (few)', 'status=open'),
  asked('open (few) by due', 'status=open&sort=due'),
  asked('open (few) by title', 'status=open&sort=title'),
  asked('overdue (few)', 'status=overdue'),
  asked('completed (nearly all)', 'status=completed'),
  asked('priority (few)', 'priority=urgent'),
  asked('priority (a third), by title', 'priority=high&sort=title'),
  asked('due in a month (few)', 'dueAfter=2020-02-01T00:00:00Z&dueBefore=2020-03-01T00:00:00Z'),
  asked('tag (few)', 'tag=rare'),
  asked('tag (a fifth)', 'tag=home'),
  asked('two tags (few), by title', 'tag=home&tag=rare&sort=title'),
  asked('not a tag', 'notTag=home'),
  asked('upcoming (few)', 'status=upcoming&sort=due'),
  ofSpecial('open in a list (few), by hand', 'list_id', 'list=%&status=open&sort=manual'),
  ofSpecial('open in a list (few), by due', 'list_id', 'list=%&status=open&sort=due'),
  ofSpecial('in a list (few), newest', 'list_id', 'list=%'),
  ofSpecial('subtasks (few), by hand', 'parent_id', 'parent=%&sort=manual'),
  ofSpecial('open subtasks (few), newest', 'parent_id', 'parent=%&status=open'),
  asked('open in the Inbox (none), by hand', 'list=inbox&status=open&sort=manual'),
  asked('completed in the Inbox (nearly all)', 'list=inbox&status=completed'),
  asked('no subtasks', 'parent=none'),
  { name: 'counts', path: 'tasks/counts', query: '' },
  asked('search, rare word', 'q=needle'),
  asked('search, rare prefix', 'q=need'),
  asked('search, rare word in descriptions', 'q=thimble'),
  asked('search, two rare words', 'q=needle bright'),
  asked('search, phrase', 'q="bright needle"'),
  asked('search, as typed', 'q=73%25'),
  asked('search, rare word by title', 'q=needle&sort=title'),
  asked('search, rare word and a tag', 'q=needle&tag=home'),
  asked('search, rare word without another', 'q=needle -bacebi'),
  asked('search, similar word', 'q=neeedle'),
  asked('search, in vain', 'q=xyzzyqwx'),
  asked('search, rare word and one that all have', 'q=needle every'),
  asked('search, one that all have, urgent (few)', 'q=every&priority=urgent'),
  { name: 'search, misspelt, like words in many tasks', query: 'q=gugugux', more: true, goal: 50 },
  { name: 'search, misspelt, like the most common word', query: 'q=bababaa', more: true, goal: 50 },
  { name: 'search, two common words that rarely meet', query: 'q=ember frost', more: true, goal: 50 },
  { name: 'search, common word', query: 'q=ba', more: true },
  { name: 'search, one that all have', query: 'q=every', more: true },
  { name: 'search, one that all have, by title', query: 'q=every&sort=title', more: true },
  { name: 'search, a single letter', query: 'q=b', more: true },
];
