import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '../tasks/list/sql.ts';
import { isNotArchived, isOwnedBy } from '../tasks/list/task.predicates.ts';

export interface TagCount {
  tag: string;
  count: number;
}

/** Returns the tags of open tasks with the number of their tasks, the most used first. Those of archived lists are left out. */
export function countTags(em: Pick<EntityManager, 'execute'>, ownerId: string): Promise<TagCount[]> {
  const owner = { id: ownerId };
  return em.execute(sql`
    select tag, count(*)::int as count from task, unnest(tags) as tag
     where ${isOwnedBy(owner)} and completed_at is null and ${isNotArchived(owner)}
     group by tag order by count desc, tag`);
}
