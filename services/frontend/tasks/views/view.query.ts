import { dueInstant } from '../../../../shared/schedule/due.ts';
import { type Filter, filterFromSearch, filterToSearch } from '../filter/query/task.filter.ts';
import { addDays, dateIn } from '../sync/task.instant.ts';

/**
 * Returns the filter as a kept view has it: a query of `GET /api/tasks`, in which days are instants. "Today" is kept under its name,
 * so that it goes with the days; on this page it also has what is overdue.
 */
export function keptQuery(filter: Filter, timeZone: string): string {
  const { dueFrom, dueTo, ...others } = filter;
  const params = new URLSearchParams(filterToSearch({ ...others, dueFrom: '', dueTo: '' }));
  if (filter.status === 'all') params.delete('status');
  else params.set('status', filter.status);
  const q = filter.q.trim();
  if (q) params.set('q', q);
  else params.delete('q');
  if (dueFrom) params.set('dueAfter', startOf(dueFrom, timeZone));
  if (dueTo) params.set('dueBefore', startOf(addDays(dueTo, 1), timeZone));
  return params.toString();
}

/** Returns the filter of a kept view. */
export function filterOf(query: string, timeZone: string): Filter {
  const params = new URLSearchParams(query);
  const day = (name: string, before = 0) => {
    const at = Date.parse(params.get(name) ?? '');
    return Number.isNaN(at) ? '' : dateIn(new Date(at - before), timeZone);
  };
  if (!params.has('status')) params.set('status', 'all');
  return { ...filterFromSearch(params.toString()), dueFrom: day('dueAfter'), dueTo: day('dueBefore', 1) };
}

function startOf(date: string, timeZone: string): string {
  return dueInstant({ date, time: '00:00', timeZone }).toISOString();
}
