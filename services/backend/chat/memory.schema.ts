import { z } from 'zod';

/** What a conversation's next message may refer to. Kept with the conversation, as it was when it was said. */
export const memory = z.object({
  /** Ids of the tasks that were listed last, in the order shown: what "the second one" and "#2" mean. */
  shown: z.array(z.uuid()).default([]),
  /** Ids of the tasks that were spoken of last: what "it", "that" and "them" mean. */
  about: z.array(z.uuid()).default([]),
  /** How to go on with the list that was shown last, where there is more of it: what "more" means. */
  more: z
    .object({ tool: z.string(), arguments: z.record(z.string(), z.unknown()) })
    .nullable()
    .default(null),
  /** The question that the chatbot asked last, if it is still open. */
  question: z
    .discriminatedUnion('kind', [
      /** "Delete …? Answer yes or no." */
      z.object({ kind: z.literal('delete'), ids: z.array(z.uuid()) }),
      /** "Which one?": what was to be done, and the tasks it may be done to. */
      z.object({ kind: z.literal('which'), command: z.record(z.string(), z.unknown()), ids: z.array(z.uuid()) }),
    ])
    .nullable()
    .default(null),
});
export type Memory = z.output<typeof memory>;
