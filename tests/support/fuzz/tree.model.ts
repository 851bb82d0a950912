/** One thing that a client does. Tasks are named by their titles, which are all different. */
export type Step =
  | { do: 'create'; title: string; parent: string | null }
  | { do: 'import'; title: string; parent: string | null }
  | { do: 'move'; task: string; parent: string | null; after: string | null }
  | { do: 'file'; task: string; list: string | null }
  | { do: 'complete' | 'reopen' | 'delete'; task: string; byTool: boolean }
  | { do: 'undo' };

interface Node {
  parent: string | null;
  list: string | null;
  completedAt: number | null;
}

/** What a person has: the tasks, the order of the subtasks of each (null where it is not foretold), and what can be undone, the last first. */
export interface State {
  tasks: Record<string, Node>;
  order: Record<string, string[] | null>;
  history: Record<string, Node | null>[];
}

export const emptyState: State = { tasks: {}, order: {}, history: [] };
const mostLevels = 4;

/** @returns the state after the step, or undefined where it must be refused */
export function after(before: State, step: Step, now: number): State | undefined {
  const state = structuredClone(before);
  const { tasks } = state;
  switch (step.do) {
    case 'create':
      if (!fits(state, null, step.parent, false)) return undefined;
      add(state, step.title, step.parent);
      return state;
    case 'import': {
      const parent = fits(state, null, step.parent, false) ? step.parent : null;
      add(state, step.title, parent);
      add(state, `${step.title}b`, fits(state, null, step.title, false) ? step.title : null);
      return state;
    }
    case 'move': {
      const task = tasks[step.task];
      if (!task) return undefined;
      if (step.parent !== task.parent && !fits(state, step.task, step.parent, task.completedAt !== null))
        return undefined;
      place(state, step.task, step.parent, step.parent ? tasks[step.parent]!.list : task.list);
      const sibling = step.after === null ? undefined : tasks[step.after];
      if (
        step.after !== null &&
        (step.after === step.task || sibling?.parent !== task.parent || sibling.list !== task.list)
      )
        return undefined;
      putBehind(state, step.task, step.after);
      return state;
    }
    case 'file': {
      const task = tasks[step.task];
      if (!task || (task.parent && tasks[task.parent]!.list !== step.list)) return undefined;
      place(state, step.task, task.parent, step.list);
      return state;
    }
    case 'undo':
      return undone(state);
    default: {
      if (!tasks[step.task]) return undefined;
      if (step.do === 'complete') complete(state, step.task, now);
      else if (step.do === 'reopen') reopen(state, step.task);
      else for (const title of subtree(state, step.task)) remove(state, title);
      if (step.byTool) remember(state, before);
      return state;
    }
  }
}

function fits(state: State, title: string | null, parent: string | null, isCompleted: boolean): boolean {
  if (parent === null) return true;
  if (!state.tasks[parent] || (title && ancestors(state, parent).includes(title))) return false;
  const levels = ancestors(state, parent).length + (title ? height(state, title) : 1);
  return levels <= mostLevels && (isCompleted || state.tasks[parent].completedAt === null);
}

function add(state: State, title: string, parent: string | null): void {
  state.tasks[title] = { parent, list: parent ? state.tasks[parent]!.list : null, completedAt: null };
  append(state, title);
}

function append(state: State, title: string): void {
  const { parent } = state.tasks[title]!;
  if (parent && state.order[parent] !== null) state.order[parent] = [...(state.order[parent] ?? []), title];
}

function takeOut(state: State, title: string): void {
  const { parent } = state.tasks[title]!;
  if (parent) state.order[parent] = state.order[parent]?.filter((other) => other !== title) ?? null;
}

function remove(state: State, title: string): void {
  takeOut(state, title);
  delete state.tasks[title];
  delete state.order[title];
}

/** As the last one there, unless it is there already. */
function place(state: State, title: string, parent: string | null, list: string | null): void {
  const task = state.tasks[title]!;
  if (task.parent === parent && task.list === list) return;
  takeOut(state, title);
  task.parent = parent;
  append(state, title);
  for (const each of subtree(state, title)) state.tasks[each]!.list = list;
}

function putBehind(state: State, title: string, behind: string | null): void {
  const { parent } = state.tasks[title]!;
  if (!parent) return;
  takeOut(state, title);
  const siblings = state.order[parent];
  siblings?.splice(behind === null ? 0 : siblings.indexOf(behind) + 1, 0, title);
}

function complete(state: State, title: string, now: number): void {
  for (const each of subtree(state, title)) state.tasks[each]!.completedAt ??= now;
}

function reopen(state: State, title: string): void {
  const { completedAt } = state.tasks[title]!;
  if (completedAt === null) return;
  const together = (each: string): string[] => [
    each,
    ...children(state, each)
      .filter((child) => state.tasks[child]!.completedAt === completedAt)
      .flatMap(together),
  ];
  for (const each of [...together(title), ...ancestors(state, title)]) state.tasks[each]!.completedAt = null;
}

function remember(state: State, before: State): void {
  const titles = new Set([...Object.keys(before.tasks), ...Object.keys(state.tasks)]);
  const changed = [...titles].filter(
    (title) => JSON.stringify(before.tasks[title]) !== JSON.stringify(state.tasks[title]),
  );
  if (changed.length === 0) return;
  const previous = Object.fromEntries(changed.map((title) => [title, before.tasks[title] ?? null]));
  state.history = [previous, ...state.history].slice(0, 20);
}

/** The order of what comes back is not foretold. */
function undone(state: State): State | undefined {
  const [last, ...history] = state.history;
  if (!last) return undefined;
  for (const [title, node] of Object.entries(last)) {
    const before = state.tasks[title];
    if (before) takeOut(state, title);
    const list = node?.parent ? state.tasks[node.parent]?.list : node?.list;
    state.tasks[title] = { ...node!, list: list ?? null };
    append(state, title);
    for (const parent of [before?.parent, node?.parent]) if (parent) state.order[parent] = null;
  }
  return { ...state, history };
}

export function ancestors(state: State, title: string): string[] {
  const parent = state.tasks[title]?.parent;
  return state.tasks[title] ? [title, ...(parent ? ancestors(state, parent) : [])] : [];
}

function children(state: State, title: string): string[] {
  return Object.keys(state.tasks).filter((other) => state.tasks[other]!.parent === title);
}

function subtree(state: State, title: string): string[] {
  return [title, ...children(state, title).flatMap((child) => subtree(state, child))];
}

function height(state: State, title: string): number {
  return 1 + Math.max(0, ...children(state, title).map((child) => height(state, child)));
}
