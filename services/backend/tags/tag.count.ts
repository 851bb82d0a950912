import type { EntityManager } from '@mikro-orm/postgresql';

export interface TagCount {
  tag: string;
  count: number;
}

/** Returns the tags of open tasks with the number of their tasks, the most used first. */
export function countTags(em: Pick<EntityManager, 'execute'>, ownerId: string): Promise<TagCount[]> {
  return em.execute(
    `select tag, count(*)::int as count from task, unnest(tags) as tag
      where owner_id = ? and completed_at is null group by tag order by count desc, tag`,
    [ownerId],
  );
}
