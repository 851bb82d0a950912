import { z } from 'zod';
import type { ReadOwned } from '../accounts/sign-in/authenticate.ts';
import type { Route } from '../platform/openapi/route.ts';
import { type TagCount, tagCounts } from './tag.count.ts';

const tagCount = z.strictObject({ tag: z.string(), count: z.int().min(1) }).meta({ id: 'TagCount' });
const tagList = z.strictObject({ items: z.array(tagCount) }).meta({ id: 'TagList' });
type TagList = z.output<typeof tagList>;

export function tagRoutes({ readOwned }: { readOwned: ReadOwned }): Route[] {
  return [
    {
      method: 'get',
      path: '/api/tags',
      operationId: 'listTags',
      summary: 'List the tags of open tasks, the most used first',
      tag: 'tasks',
      responses: {
        200: {
          description: 'Each with the number of its open tasks.',
          schema: tagList,
          example: {
            items: [
              { tag: 'home', count: 3 },
              { tag: 'money', count: 1 },
            ],
          },
        },
      },
      async handler(ctx) {
        const { rows } = await readOwned<TagCount>(ctx, tagCounts);
        ctx.body = { items: rows } satisfies TagList;
      },
    },
  ];
}
