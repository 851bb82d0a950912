import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { v4 as uuid } from 'uuid';
import { call } from '../../api/api.client.ts';
import { problemToast, toast } from '../../ui/overlay/toast.ts';
import { useEdits } from '../edits/edits.context.ts';
import { type Filter, filterToSearch } from '../filter/query/task.filter.ts';
import { taskKeys } from '../sync/task.keys.ts';
import { filterOf } from './view.query.ts';

/** A filter that a person keeps under a name. */
export interface KeptView {
  id: string;
  name: string;
  /** As `GET /api/tasks` accepts it. */
  query: string;
  position: string;
}

interface Views {
  items: KeptView[];
}

/** Returns the kept views in their order. It is empty while they are loading. */
export function useKeptViews(): readonly KeptView[] {
  const { data } = useQuery({
    queryKey: taskKeys.views,
    queryFn: ({ signal }) => call<Views>('GET', 'views', { signal }),
    enabled: useEdits().eventsEnabled,
    select: ({ items }) => items,
  });
  return data ?? none;
}

const none: readonly KeptView[] = [];

/** Returns the kept view that shows the same as the filter. */
export function useKeptView(filter: Filter): KeptView | undefined {
  const views = useKeptViews();
  const { timeZone } = useEdits().user;
  return useMemo(() => {
    const shown = filterToSearch(filter);
    return views.find(({ query }) => filterToSearch(filterOf(query, timeZone)) === shown);
  }, [views, filter, timeZone]);
}

interface NewView {
  name: string;
  query: string;
  /** The id of the view behind which it stands; null for the first place. */
  after?: string | null;
}

/** The actions on kept views. They need the network. */
export interface ViewActions {
  /** @throws ApiProblem */
  keep(view: NewView): Promise<void>;
  /** @throws ApiProblem */
  change(view: KeptView, changes: Partial<NewView>): Promise<void>;
  /** Tells a refusal in a toast. */
  move(view: KeptView, after: string | null): Promise<void>;
  /** Shows a toast that keeps it again. @param before the view before it */
  remove(view: KeptView, before: KeptView | undefined): Promise<void>;
}

export function useViewActions(): ViewActions {
  const client = useQueryClient();
  return useMemo(() => viewActions(client), [client]);
}

function viewActions(client: QueryClient): ViewActions {
  const learn = (view: KeptView) =>
    client.setQueryData<Views>(taskKeys.views, (views) => {
      const others = views?.items.filter(({ id }) => id !== view.id) ?? [];
      return { items: [...others, view].sort((a, b) => (a.position < b.position ? -1 : 1)) };
    });
  const refetch = () => void client.invalidateQueries({ queryKey: taskKeys.views });
  const keep = async (view: NewView) => {
    learn(await call<KeptView>('POST', 'views', { body: view, headers: { 'idempotency-key': uuid() } }));
  };
  const change = async ({ id }: KeptView, changes: Partial<NewView>) => {
    learn(await call<KeptView>('PATCH', `views/${id}`, { body: changes }));
  };
  const orTell = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      problemToast(what, error as Error);
      refetch();
    }
  };
  return {
    keep,
    change,
    move: (view, after) => orTell(`“${view.name}” was not moved`, () => change(view, { after })),
    remove: (view, before) =>
      orTell(`“${view.name}” was not deleted`, async () => {
        const { id, name, query } = view;
        await call('DELETE', `views/${id}`);
        client.setQueryData<Views>(
          taskKeys.views,
          (views) => views && { items: views.items.filter((other) => other.id !== id) },
        );
        const again = () => keep({ name, query, after: before?.id ?? null });
        const run = () => void orTell(`“${name}” was not kept again`, again);
        toast({ title: `Deleted the view “${name}”`, action: { label: 'Undo', run } });
      }),
  };
}
