import { z } from 'zod';
import { instant, priorities } from '../../../../shared/events/task.schema.ts';
import { page } from '../../../../shared/http/paging.ts';
import { tag, text } from '../../../../shared/text.ts';

export const sorts = ['created', 'due', 'priority', 'title', 'manual'] as const;

/** A query parameter that may be given once or several times. */
function repeatable<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(schema).max(20));
}

/** An id, or a word for what has none. */
function idOr<Word extends string>(word: Word) {
  return z.union([z.literal(word), z.uuid().toLowerCase()], `Must be a UUID or "${word}".`).optional();
}

const moment = instant.transform((at) => new Date(at)).optional();

const searched = text()
  .trim()
  .max(10_000)
  .optional()
  .meta({
    description:
      'Words, each as a stem or a beginning, or as a tag; in scripts without spaces inner parts; what holds symbols as typed; ' +
      '"a phrase"; -excluded. Where nothing is found, what is similar (to the 300 most similar words). Without `sort`, the newest ' +
      'thousand found come by relevance (200 of what is similar), and then the others, newest first.',
  });

const common = { ...page, sort: z.enum(sorts).optional(), order: z.enum(['asc', 'desc']).optional() };

export const taskQuery = {
  phase4: z.strictObject({
    ...common,
    sort: z.enum(['created', 'title']).optional(),
    status: z.enum(['open', 'completed']).optional(),
  }),
  phase5: z.strictObject({
    ...common,
    status: z.enum(['open', 'completed', 'overdue', 'today', 'upcoming']).optional(),
    list: idOr('inbox').meta({
      description: 'The id of a list, or `inbox`. Without it, tasks of archived lists are left out.',
    }),
    parent: idOr('none').meta({ description: 'The id of a task, or `none` for tasks that are not subtasks.' }),
    priority: repeatable(z.enum(priorities)),
    tag: repeatable(tag()),
    notTag: repeatable(tag()),
    q: searched,
    dueBefore: moment,
    dueAfter: moment,
  }),
};

/** @returns what is wrong with the sort of a query */
export function sortError({ sort, list, parent }: Pick<TaskQuery, 'list' | 'parent'> & { sort?: string | undefined }) {
  const isPlace = list || (parent && parent !== 'none');
  return sort === 'manual' && !isPlace
    ? 'The manual order is one of a list or of subtasks: give "list", or the "parent".'
    : undefined;
}

/** Additional query fields of the tools. */
export const toolQuery = {
  noDue: z.boolean().optional().describe('Only tasks without a due.'),
  noTag: z.boolean().optional().describe('Only tasks without tags.'),
  repeats: z.boolean().optional().describe('Only recurring tasks.'),
};

type Phase5Query = z.output<(typeof taskQuery)['phase5']>;
type ToolQuery = { [Flag in keyof typeof toolQuery]?: boolean | undefined };
/** A query of phase 4 is one of phase 5 with fewer parameters. */
export type TaskQuery = Pick<Phase5Query, 'limit'> &
  Partial<Phase5Query> &
  ToolQuery & {
    /** True where there are no lists, so that no task is hidden. */
    withArchived?: boolean;
  };
export type Sort = (typeof sorts)[number] | 'relevance';
