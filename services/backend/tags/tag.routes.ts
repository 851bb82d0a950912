import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import type { Authenticate } from '../accounts/sign-in/authenticate.ts';
import type { Route } from '../platform/openapi/route.ts';
import { countTags } from './tag.count.ts';

const tagCount = z.strictObject({ tag: z.string(), count: z.int().min(1) }).meta({ id: 'TagCount' });
const tagList = z.strictObject({ items: z.array(tagCount) }).meta({ id: 'TagList' });
type TagList = z.output<typeof tagList>;

export function tagRoutes({ orm, authenticate }: { orm: Orm; authenticate: Authenticate }): Route[] {
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
        const { id } = await authenticate(ctx);
        ctx.body = { items: await countTags(orm.em, id) } satisfies TagList;
      },
    },
  ];
}
