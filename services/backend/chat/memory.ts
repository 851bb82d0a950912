import { z } from 'zod';
import { type Action, openQuestion } from './chat.schema.ts';

/** A proposed tool call. It is skipped if the task has another version when the user confirms. */
const proposedStep = z.object({
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  title: z.string(),
  version: z.number(),
});
export type ProposedStep = z.output<typeof proposedStep>;

/** What the next message of a conversation may refer to; stored with the conversation. */
const memory = z.object({
  /** Ids of the tasks listed last, in the order shown, to which "the second one" and "#2" refer. */
  shown: z.array(z.uuid()).default([]),
  /** Ids of the tasks mentioned last, to which "it", "that" and "them" refer. */
  about: z.array(z.uuid()).default([]),
  /** The tool call that fetches the next page of the list shown last, for "more". */
  more: z
    .object({ tool: z.string(), arguments: z.record(z.string(), z.unknown()) })
    .nullable()
    .default(null),
  /**
   * The meaning of "all" and "them": the list shown last or the set named last, as ids, or as a filter if there are more pages.
   */
  set: z
    .union([z.object({ ids: z.array(z.uuid()) }), z.object({ filter: z.record(z.string(), z.unknown()) })])
    .nullable()
    .default(null),
  /** The question that the chatbot asked last, if it is still open. */
  question: z
    .discriminatedUnion('kind', [
      /** "Delete …? Answer yes or no." */
      z.object({ kind: z.literal('proposal'), id: z.uuid(), steps: z.array(proposedStep) }),
      /** "Which one?": the command, and the tasks from which the user chooses. */
      z.object({ kind: z.literal('which'), command: z.record(z.string(), z.unknown()), ids: z.array(z.uuid()) }),
      /** "Until when?" */
      z.object({ kind: z.literal('until'), id: z.uuid() }),
      /** "Do you mean …?": the message that would have been understood. */
      z.object({ kind: z.literal('command'), message: z.string() }),
      /** "Shall I add …?": the tasks, as they were read. */
      z.object({ kind: z.literal('add'), tasks: z.array(z.record(z.string(), z.unknown())) }),
    ])
    .nullable()
    .default(null),
  /** What the last reply offered to answer with, for clients that read the conversation later. */
  offered: openQuestion.nullable().default(null),
});
export type Memory = z.output<typeof memory>;

/** Reads the stored memory. One that an older version wrote, and that this one cannot read, counts as empty. */
export function parseMemory(stored: unknown): Memory {
  const parsed = memory.safeParse(stored);
  return parsed.success ? parsed.data : memory.parse({});
}

const task = z.object({ id: z.uuid() });
const taskList = z.object({ items: z.array(task) });
const page = z.object({ nextCursor: z.string().nullable() });
const undoneChanges = z.object({ items: z.array(z.object({ change: z.string(), task })) });

/** Nobody refers to the entries of a longer list by number. */
const maxShown = 200;

/** The memory after these actions. A question only stays open for the message that follows it. */
export function memoryAfter(actions: readonly Action[], before: Memory): Memory {
  const after: Memory = { ...before, question: null, offered: null };
  for (const { tool, arguments: args, result } of actions) {
    if (tool !== 'list' && tool !== 'search') continue;
    const { nextCursor } = page.parse(result);
    after.about = taskIdsIn(result);
    // The next page continues the numbering of the one before.
    after.shown = [...(args['cursor'] ? after.shown : []), ...after.about].slice(0, maxShown);
    const { limit: _limit, cursor: _cursor, sort: _sort, order: _order, ...filter } = args;
    after.set = nextCursor || args['cursor'] ? { filter } : { ids: after.about };
    after.more = nextCursor ? { tool, arguments: { ...args, cursor: nextCursor } } : null;
  }
  const changes = actions.filter(({ tool }) => !['list', 'search', 'activity'].includes(tool));
  if (changes.length > 0) {
    after.about = [...new Set(changes.flatMap(({ result }) => taskIdsIn(result)))];
    // A single mentioned task is not a set.
    if (after.about.length > 1) after.set = { ids: after.about };
  }
  return after;
}

/** The ids of the tasks in a tool's result, without those that are deleted now. */
function taskIdsIn(result: unknown): string[] {
  const undone = undoneChanges.safeParse(result);
  if (undone.success) {
    return undone.data.items.filter(({ change }) => change !== 'deleted').map(({ task }) => task.id);
  }
  const list = taskList.safeParse(result);
  if (list.success) return list.data.items.map(({ id }) => id);
  const single = task.safeParse(result);
  return single.success ? [single.data.id] : [];
}
