import { useLocation } from 'wouter';
import type { User } from '../../account/account.queries.ts';
import { toast } from '../../ui/overlay/toast.ts';
import { addedTask } from '../edits/edit.apply.ts';
import { useEdits } from '../edits/edits.context.ts';
import { defaultFilter, type Filter } from '../filter/query/task.filter.ts';
import { matches } from '../filter/query/task.match.ts';
import { views } from '../filter/view.nav.tsx';
import { holdsWords, inView } from '../quick-add/view.task.ts';
import { useTaskActions } from '../sync/task.mutations.ts';
import type { NewTask } from '../task.ts';

interface Options {
  user: User;
  eventsEnabled: boolean;
  filter: Filter;
  /** Called with the id of a task that belongs to the view. */
  onAdd: (id: string) => void;
}

/**
 * Adds tasks with the view's properties. If the view cannot show a new task, a toast leads to a view that does. Several tasks can
 * be undone together.
 */
export function useAdding({ user, eventsEnabled, filter, onAdd }: Options): (typed: readonly NewTask[]) => void {
  const actions = useTaskActions();
  const { queue } = useEdits();
  const [, navigate] = useLocation();
  const { timeZone } = user;

  function belongs(input: NewTask, now: Date): boolean {
    const at = now.toISOString();
    const task = addedTask({ id: '', taskId: '', at, before: null, kind: 'add', input }, timeZone);
    return matches(task, filter, { now, timeZone }) && (!filter.q.trim() || holdsWords(task.title, filter.q.trim()));
  }

  return (typed) => {
    const now = new Date();
    const tasks = typed.map((task) => (eventsEnabled ? inView(task, filter, { now, timeZone }) : task));
    const [only] = tasks;
    if (tasks.length > 1 || !only) {
      // The task that is added last is shown first.
      const upwards = tasks.toReversed();
      for (const [place, id] of actions.addAll(upwards).entries()) if (belongs(upwards[place]!, now)) onAdd(id);
      return;
    }
    const id = actions.add(only);
    if (belongs(only, now)) return onAdd(id);
    toast({
      title: `Added to ${views[defaultFilter.status].name}: “${only.title}”`,
      action: { label: 'Show', run: () => navigate(`/tasks/${queue.idOf(id)}`) },
    });
  };
}
