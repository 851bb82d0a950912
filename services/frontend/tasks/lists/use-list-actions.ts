import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { v4 as uuid } from 'uuid';
import { call } from '../../api/api.client.ts';
import { readAgain } from '../../api/query.client.ts';
import { problemToast, toast } from '../../ui/overlay/toast.ts';
import { taskKeys } from '../sync/task.keys.ts';
import type { List } from './list.names.ts';
import { forgetList, learnList } from './list.sync.ts';

interface Changes {
  name?: string;
  archived?: boolean;
  /** The id of the list behind which it stands; null for the first place. */
  after?: string | null;
}

/** The actions on lists. Unlike those on tasks they need the network; a refusal is thrown, or shown as a toast. */
export interface ListActions {
  /** @throws ApiProblem, such as for a name that another list has */
  create(name: string): Promise<List>;
  /** @throws ApiProblem */
  rename(list: List, name: string): Promise<void>;
  move(list: List, after: string | null): Promise<void>;
  archive(list: List, archived: boolean): Promise<void>;
  /** @param tasks what happens to its tasks */
  remove(list: List, tasks: 'inbox' | 'delete'): Promise<void>;
}

export function useListActions(): ListActions {
  const client = useQueryClient();
  return useMemo(() => {
    const change = async (list: List, body: Changes) => {
      learnList(client, await call<List>('PATCH', `lists/${list.id}`, { body }));
    };
    /** The tasks that views show, and how many there are, have changed as well. */
    const refresh = () => void readAgain(client, taskKeys.all, taskKeys.counts);
    const orTell = async (what: string, work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        problemToast(what, error as Error);
        void client.invalidateQueries({ queryKey: taskKeys.taskLists });
      }
    };
    return {
      async create(name) {
        const list = await call<List>('POST', 'lists', { body: { name }, headers: { 'idempotency-key': uuid() } });
        learnList(client, list);
        return list;
      },
      rename: (list, name) => change(list, { name }),
      move: (list, after) => orTell(`“${list.name}” was not moved`, () => change(list, { after })),
      archive: (list, archived) =>
        orTell(`“${list.name}” was not changed`, async () => {
          await change(list, { archived });
          refresh();
          const undo = { label: 'Undo', run: () => void change(list, { archived: !archived }).then(refresh) };
          toast({ title: `${archived ? 'Archived' : 'Unarchived'} “${list.name}”`, action: undo });
        }),
      remove: (list, tasks) =>
        orTell(`“${list.name}” was not deleted`, async () => {
          await call('DELETE', `lists/${list.id}?tasks=${tasks}`);
          forgetList(client, list.id);
          refresh();
          toast({ title: `Deleted the list “${list.name}”` });
        }),
    };
  }, [client]);
}
