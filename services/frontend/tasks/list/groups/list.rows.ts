import type { ListedTask } from '../../task.ts';
import type { Branch, TaskTree } from '../tree/task.tree.ts';
import { type Group, type GroupKey, isDay } from './due.groups.ts';

/** What a row of the list shows: a task, or the heading of the tasks below it. */
export type Row = TaskEntry | Heading;

export interface TaskEntry {
  kind: 'task';
  task: ListedTask;
  /** The position among the tasks of the list, from 1. */
  place: number;
  /** The heading above names the day on which the task is due. */
  isUnderDay: boolean;
  /** In a tree: how deep the task is, and whether its subtasks are shown. */
  branch?: Omit<Branch, 'task'>;
}

export interface Heading {
  kind: 'heading';
  key: GroupKey;
  /** The loaded tasks below it. */
  tasks: readonly ListedTask[];
  /** False while more tasks may follow below it. */
  isWhole: boolean;
}

export function tasksIn(rows: readonly Row[]): ListedTask[] {
  return rows.flatMap((row) => (row.kind === 'task' ? [row.task] : []));
}

/** @param hasMore whether there are tasks that are not loaded */
export function rowsOfGroups(groups: readonly Group[], hasMore: boolean): Row[] {
  const isPlain = groups.every(({ key }) => key === 'none');
  let place = 0;
  return groups.flatMap(({ key, tasks }, at): Row[] => {
    const isWhole = !hasMore || at < groups.length - 1;
    const heading: Heading[] = isPlain ? [] : [{ kind: 'heading', key, tasks, isWhole }];
    const isUnderDay = isDay(key);
    return [...heading, ...tasks.map((task): Row => ({ kind: 'task', task, place: ++place, isUnderDay }))];
  });
}

/** @param collapsed ids of the tasks whose subtasks are hidden */
export function rowsOfTree(tree: TaskTree, collapsed: ReadonlySet<string>): Row[] {
  return tree
    .branches(collapsed)
    .map(({ task, ...branch }, index) => ({ kind: 'task', task, place: index + 1, isUnderDay: false, branch }));
}

export function rowsOf(tasks: readonly ListedTask[]): Row[] {
  return tasks.map((task, index) => ({ kind: 'task', task, place: index + 1, isUnderDay: false }));
}
