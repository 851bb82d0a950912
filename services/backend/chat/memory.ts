import { z } from 'zod';
import type { Action } from './chat.schema.ts';
import { type Memory, memory } from './memory.schema.ts';

const one = z.object({ id: z.uuid() });
const several = z.object({ items: z.array(one) });
const page = z.object({ nextCursor: z.string().nullable() });
const undone = z.object({ items: z.array(z.object({ change: z.string(), task: one })) });

/** Whoever lists more than that will not refer to it by number. */
const mostShown = 200;

/** What may be referred to after these actions. A question counts for the one message that follows it. */
export function remember(before: Memory, actions: readonly Action[]): Memory {
  const after: Memory = { ...before, question: null };
  for (const { tool, arguments: asked, result } of actions) {
    if (tool !== 'list' && tool !== 'search') continue;
    const { nextCursor } = page.parse(result);
    after.about = idsOf(result);
    // What goes on with a list is numbered on.
    after.shown = [...(asked['cursor'] ? after.shown : []), ...after.about].slice(0, mostShown);
    after.more = nextCursor ? { tool, arguments: { ...asked, cursor: nextCursor } } : null;
  }
  const changed = actions.filter(({ tool }) => !['list', 'search', 'activity'].includes(tool));
  if (changed.length > 0) after.about = [...new Set(changed.flatMap(({ result }) => idsOf(result)))];
  return after;
}

/** Of the tasks in what a tool answered, save those that are gone. */
function idsOf(result: unknown): string[] {
  const takenBack = undone.safeParse(result);
  if (takenBack.success) {
    return takenBack.data.items.filter(({ change }) => change !== 'deleted').map(({ task }) => task.id);
  }
  const list = several.safeParse(result);
  if (list.success) return list.data.items.map(({ id }) => id);
  const single = one.safeParse(result);
  return single.success ? [single.data.id] : [];
}

/** As the database has it; what an older version left there counts as far as it is understood. */
export function readMemory(stored: unknown): Memory {
  const read = memory.safeParse(stored);
  return read.success ? read.data : memory.parse({});
}
