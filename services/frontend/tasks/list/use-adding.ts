import { useLocation } from 'wouter';
import type { User } from '../../account/account.queries.ts';
import { toast } from '../../ui/overlay/toasts.tsx';
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
  /** Called for a task that belongs to the view, with its id. */
  onAdd: (id: string) => void;
}

/** Adds a task as the view has it. Where the view cannot hold it, a toast leads to where it is. */
export function useAdding({ user, eventsEnabled, filter, onAdd }: Options): (typed: NewTask) => void {
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
    const task = eventsEnabled ? inView(typed, filter, { now, timeZone }) : typed;
    const id = actions.add(task);
    if (belongs(task, now)) return onAdd(id);
    toast({
      title: `Added to ${views[defaultFilter.status].name}: “${task.title}”`,
      action: { label: 'Show', run: () => navigate(`/tasks/${queue.idOf(id)}`) },
    });
  };
}
