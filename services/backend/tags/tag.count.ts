import { type Sql, sql } from '../tasks/list/sql.ts';
import { isNotArchived, isOwnedBy } from '../tasks/list/task.predicates.ts';

export interface TagCount {
  tag: string;
  count: number;
}

/** Selects the tags of open tasks with the number of their tasks, the most used first. Those of archived lists are left out. */
export function tagCounts(owner: { id: string }): Sql {
  return sql`
    select tag, count(*)::int as count from task, unnest(tags) as tag
     where ${isOwnedBy(owner)} and completed_at is null and ${isNotArchived(owner)}
     group by tag order by count desc, tag`;
}
