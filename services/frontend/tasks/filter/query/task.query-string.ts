import { dueInstant } from '../../../../../shared/schedule/due.ts';
import { addDays } from '../../sync/task.instant.ts';
import { type Filter, orderOf } from './task.filter.ts';

/** Returns the filter as the query of `GET /api/tasks`. Phase 4 knows only open and completed tasks, and two orders. */
export function queryString(filter: Filter, timeZone: string, eventsEnabled: boolean): URLSearchParams {
  const params = new URLSearchParams();
  const { status, dueFrom, dueTo } = filter;
  if (status !== 'all') params.set('status', eventsEnabled || status === 'completed' ? status : 'open');
  const { sort, order } = orderOf(filter, eventsEnabled);
  if (eventsEnabled || sort === 'created' || sort === 'title') {
    if (sort !== 'relevance') params.set('sort', sort);
    params.set('order', order);
  }
  if (!eventsEnabled) return params;
  for (const priority of filter.priorities) params.append('priority', priority);
  for (const tag of filter.tags) params.append('tag', tag);
  for (const tag of filter.notTags) params.append('notTag', tag);
  if (filter.q.trim()) params.set('q', filter.q.trim());
  if (dueFrom) params.set('dueAfter', startOf(dueFrom, timeZone));
  if (dueTo) params.set('dueBefore', startOf(addDays(dueTo, 1), timeZone));
  return params;
}

function startOf(date: string, timeZone: string): string {
  return dueInstant({ date, time: '00:00', timeZone }).toISOString();
}
