import { dateIn } from '../tasks/sync/task.instant.ts';
import type { AccountActivity, Kind } from './activity.queries.ts';

export interface ActivityDay {
  date: string;
  items: AccountActivity[];
}

/** Groups activity by the day on which it happened, in the person's time zone, and keeps its order. */
export function byDay(items: readonly AccountActivity[], kind: Kind, timeZone: string): ActivityDay[] {
  const days: ActivityDay[] = [];
  for (const item of items) {
    if (kind !== 'all' && item.action !== kind) continue;
    const date = dateIn(new Date(item.at), timeZone);
    const last = days.at(-1);
    if (last?.date === date) last.items.push(item);
    else days.push({ date, items: [item] });
  }
  return days;
}
