import { parse } from 'node:querystring';
import { z } from 'zod';
import { text } from '../../../shared/text.ts';
import { after, name } from '../lists/list.schema.ts';
import { sortError, taskQuery } from '../tasks/list/task.query.ts';

const kept = taskQuery.phase5.omit({ cursor: true, limit: true });

/** A query string that `GET tasks` accepts, without a page. */
const query = text()
  .max(2000, 'Must have at most 2000 characters.')
  .check(({ value, issues }) => {
    const result = kept.safeParse({ ...parse(value) });
    const wrongSort = result.success && sortError(result.data);
    if (wrongSort) issues.push({ code: 'custom', message: wrongSort, path: ['sort'], input: value });
    for (const issue of result.error?.issues ?? []) {
      const path = issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(0, 1);
      const message = issue.code === 'unrecognized_keys' ? 'Is not a parameter that can be kept.' : issue.message;
      issues.push({ code: 'custom', message, path: path.slice(0, 1).map(String), input: value });
    }
  })
  .meta({
    description:
      'A query string that `GET /api/tasks` accepts, such as `status=open&tag=home`, without `limit` and `cursor`.',
  });

export const newView = z.strictObject({ name, query, after }).meta({ id: 'NewView' });
export const viewChanges = z
  .strictObject({ name: name.optional(), query: query.optional(), after })
  .meta({ id: 'ViewChanges' });

const utc = z.iso.datetime();
export const viewResponse = z
  .strictObject({
    id: z.uuid(),
    name: text(),
    query: text(),
    position: z.string(),
    version: z.int(),
    createdAt: utc,
    updatedAt: utc,
  })
  .meta({ id: 'View' });
export const views = z.strictObject({ items: z.array(viewResponse) }).meta({ id: 'Views' });

export type NewView = z.output<typeof newView>;
export type ViewChanges = z.output<typeof viewChanges>;
export type ViewSnapshot = z.output<typeof viewResponse>;
