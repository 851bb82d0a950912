import { Client } from 'pg';
import type { Due, Recurrence } from '../../shared/events/task.schema.ts';
import { recurrenceInWords } from '../../shared/language/format/recurrence.format.ts';
import { clockTime, wallClock } from '../../shared/language/wall-clock.ts';
import { timeZone } from './corpus/world.ts';

interface TaskState {
  id: string;
  title: string;
  description: string;
  completed: boolean;
  priority: string;
  tags: string[];
  due: Due | null;
  recurrence: Recurrence | null;
  snoozed: Date | null;
  reminders: number[] | null;
  list: string | null;
  parent: string | null;
}
export type AccountState = Map<string, TaskState>;

const tables = ['list', 'task', 'reminder', 'activity', 'chat_change', 'conversation', 'message'];

export interface AccountTables {
  restore(): Promise<void>;
  state(): Promise<AccountState>;
  stop(): Promise<void>;
}

/** Keeps the tables of an account as they are now, to put them back, past the API. */
export async function keepTables(ownerUrl: string): Promise<AccountTables> {
  const client = new Client(ownerUrl);
  await client.connect();
  const inserts: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query(
      `select column_name from information_schema.columns
        where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
      [table],
    );
    const columns = rows.map(({ column_name }) => `"${column_name}"`).join(', ');
    await client.query(`create table kept_${table} as select ${columns} from ${table}`);
    inserts.push(`insert into ${table} (${columns}) overriding system value select ${columns} from kept_${table}`);
  }
  // For a few rows this is much faster than "truncate".
  const deletes = tables.toReversed().map((table) => `delete from ${table}`);
  return {
    async restore() {
      await client.query(`begin; ${deletes.join('; ')}; ${inserts.join('; ')}; commit`);
    },
    async state() {
      const { rows } = await client.query<TaskState>(
        `select id, title, description, completed_at is not null as completed, priority, tags, due, recurrence,
                snoozed_until as snoozed,
                (select array_agg(minutes_before order by minutes_before) from reminder
                  where task_id = task.id and minutes_before is not null) as reminders,
                (select name from list where id = task.list_id) as list,
                (select title from task parent where parent.id = task.parent_id) as parent
           from task`,
      );
      return new Map(rows.map((row) => [row.id, row]));
    },
    stop: () => client.end(),
  };
}

/** What has changed between two states, one line for each change, in the notation of the corpus. */
export function changesBetween(before: AccountState, after: AccountState): string[] {
  const lines: string[] = [];
  for (const [id, task] of after) {
    const old = before.get(id);
    if (old) lines.push(...changesOf(old, task));
    else lines.push(`+ ${withDetails(task)}`);
  }
  for (const [id, { title }] of before) if (!after.has(id)) lines.push(`- ${title}`);
  return lines.sort();
}

function* changesOf(old: TaskState, task: TaskState): Generator<string> {
  if (old.completed !== task.completed) yield `${task.completed ? 'done' : 'open'} ${old.title}`;
  const details: [keyof TaskState, string][] = [
    ['title', `title ${task.title}`],
    ['description', `note ${task.description}`],
    ['priority', `priority ${task.priority}`],
    ['tags', `tags ${task.tags.join(' ')}`.trim()],
    ['due', task.due ? `due ${dueText(task.due)}` : 'no due'],
    ['recurrence', task.recurrence ? recurrenceInWords(task.recurrence, 'en-GB') : 'no recurrence'],
    ['list', `list ${task.list ?? 'Inbox'}`],
    ['parent', task.parent ? `under ${task.parent}` : 'under nothing'],
    ['reminders', `remind ${(task.reminders ?? []).join(' ')}`],
  ];
  for (const [field, text] of details) {
    if (JSON.stringify(old[field]) !== JSON.stringify(task[field])) yield `${old.title}: ${text}`;
  }
  if (task.snoozed && old.snoozed?.getTime() !== task.snoozed.getTime()) {
    const wall = wallClock(timeZone, task.snoozed);
    const [date, time] = [wall.toPlainDate().toString(), clockTime(wall)];
    yield `${old.title}: snoozed ${dueText({ date, time, timeZone })}`;
  }
}

function withDetails({ title, due, priority, tags, recurrence, reminders, list, parent }: TaskState): string {
  const details = [
    ...(due ? [dueText(due)] : []),
    ...(recurrence ? [recurrenceInWords(recurrence, 'en-GB')] : []),
    ...(priority === 'medium' ? [] : [priority]),
    ...tags.map((tag) => `#${tag}`),
    ...(reminders ?? []).map((minutes) => `remind ${minutes}`),
    ...(list ? [`list ${list}`] : []),
    ...(parent ? [`under ${parent}`] : []),
  ];
  return details.length > 0 ? `${title} (${details.join(', ')})` : title;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function dueText({ date, time }: Due): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${day} ${months[month - 1]}${year === 2026 ? '' : ` ${year}`}${time ? ` ${time}` : ''}`;
}
