import { dueInstant } from '../../../../../shared/schedule/due.ts';
import { addDays, dateIn } from '../../sync/task.instant.ts';
import { type Filter, orderOf, type Status } from './task.filter.ts';
import type { Seen } from './task.match.ts';

/** Returns the filter as the query of `GET /api/tasks`. Phase 4 knows only open and completed tasks, and two orders. */
export function queryString(filter: Filter, { now, timeZone }: Seen, eventsEnabled: boolean): URLSearchParams {
  const params = new URLSearchParams();
  const { status } = filter;
  const { dueFrom, dueTo } = eventsEnabled ? boundsOf(filter, dateIn(now, timeZone)) : filter;
  if (status !== 'all') params.set('status', eventsEnabled ? statusOf(status) : phase4StatusOf(status));
  const { sort, order } = orderOf(filter, eventsEnabled);
  if (eventsEnabled || sort === 'created' || sort === 'title') {
    if (sort !== 'relevance') params.set('sort', sort);
    params.set('order', order);
  }
  if (!eventsEnabled) return params;
  if (filter.parent) params.set('parent', filter.parent);
  if (filter.list) params.set('list', filter.list);
  for (const priority of filter.priorities) params.append('priority', priority);
  for (const tag of filter.tags) params.append('tag', tag);
  for (const tag of filter.notTags) params.append('notTag', tag);
  if (filter.q.trim()) params.set('q', filter.q.trim());
  if (dueFrom) params.set('dueAfter', startOf(dueFrom, timeZone));
  if (dueTo) params.set('dueBefore', startOf(addDays(dueTo, 1), timeZone));
  return params;
}

/** "Today" of the page also has what is overdue, so it is all that is open up to the end of the day. */
function statusOf(status: Status): string {
  return status === 'today' ? 'open' : status;
}

function phase4StatusOf(status: Status): string {
  return status === 'completed' ? status : 'open';
}

/** Returns the days of the filter within its view. */
function boundsOf({ status, dueFrom, dueTo }: Filter, today: string): Pick<Filter, 'dueFrom' | 'dueTo'> {
  if (status !== 'today') return { dueFrom, dueTo };
  return { dueFrom, dueTo: dueTo && dueTo < today ? dueTo : today };
}

function startOf(date: string, timeZone: string): string {
  return dueInstant({ date, time: '00:00', timeZone }).toISOString();
}
