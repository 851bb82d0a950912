import { Router } from '@koa/router';
import type { Orm } from '../../../shared/database/orm.ts';
import type { Authenticate } from '../accounts/authenticate.ts';
import type { TagList } from './tag.answer.ts';

/** The tags of a person's open tasks, the most used first. */
export function tagRoutes({ orm, authenticate }: { orm: Orm; authenticate: Authenticate }): Router {
  return new Router({ prefix: '/api' }).get('/tags', async (ctx) => {
    const { id } = await authenticate(ctx);
    ctx.body = { items: await countTags(orm.em, id) } satisfies TagList;
  });
}

function countTags(em: Orm['em'], ownerId: string): Promise<TagList['items']> {
  return em.execute(
    `select tag, count(*)::int as count from task, unnest(tags) as tag
      where owner_id = ? and completed_at is null group by tag order by count desc, tag`,
    [ownerId],
  );
}
