import type { InfiniteData } from '@tanstack/react-query';
import type { ListedTask, Task } from '../task.ts';

export interface TaskPage {
  items: ListedTask[];
  nextCursor: string | null;
}

export type TaskPages = InfiniteData<TaskPage>;

/** Decides where a changed task belongs in a list that was read before. */
export interface Placing {
  matches: (task: Task) => boolean;
  compare: (a: Task, b: Task) => number;
}

/**
 * Updates a list after one task changed: the task is replaced in place, moved, added, or removed. A task that belongs beyond the
 * loaded pages comes with its page. Pages without a change stay the same objects.
 */
export function placeTask(pages: TaskPages, task: Task, { matches, compare }: Placing): TaskPages {
  const found = find(pages, task.id);
  if (!matches(task)) return found ? removeTask(pages, task.id) : pages;
  const without = found ? removeTask(pages, task.id) : pages;
  const place = placeFor(without, task, compare);
  if (!place) return without;
  return replacePage(without, place.page, (items) => items.toSpliced(place.index, 0, shownAs(task, found)));
}

/** Keeps search marks on a text that has not changed. */
function shownAs(task: Task, before: ListedTask | undefined): ListedTask {
  const sameText = before?.title === task.title && before.description === task.description;
  return sameText && before?.highlight ? { ...task, highlight: before.highlight } : task;
}

/** Replaces the task in place, if it is in the list. */
export function replaceTask(pages: TaskPages, task: Task): TaskPages {
  const page = pages.pages.findIndex(({ items }) => items.some((item) => item.id === task.id));
  if (page < 0) return pages;
  return replacePage(pages, page, (items) => items.map((item) => (item.id === task.id ? shownAs(task, item) : item)));
}

export function removeTask(pages: TaskPages, id: string): TaskPages {
  const page = pages.pages.findIndex(({ items }) => items.some((item) => item.id === id));
  return page < 0 ? pages : replacePage(pages, page, (items) => items.filter((item) => item.id !== id));
}

export function find(pages: TaskPages, id: string): ListedTask | undefined {
  for (const { items } of pages.pages) {
    const item = items.find((candidate) => candidate.id === id);
    if (item) return item;
  }
  return undefined;
}

/** Returns every task once. While pages were read, a task may have moved from one to another. */
export function tasksOf(pages: TaskPages): ListedTask[] {
  const seen = new Set<string>();
  return pages.pages.flatMap(({ items }) => items.filter(({ id }) => !seen.has(id) && seen.add(id)));
}

function placeFor({ pages }: TaskPages, task: Task, compare: Placing['compare']) {
  for (const [page, { items, nextCursor }] of pages.entries()) {
    const index = items.findIndex((item) => compare(task, item) < 0);
    if (index >= 0) return { page, index };
    if (page === pages.length - 1 && nextCursor === null) return { page, index: items.length };
  }
  return undefined;
}

function replacePage(pages: TaskPages, index: number, change: (items: ListedTask[]) => ListedTask[]): TaskPages {
  return {
    ...pages,
    pages: pages.pages.map((page, at) => (at === index ? { ...page, items: change(page.items) } : page)),
  };
}
