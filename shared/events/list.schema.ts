import { z } from 'zod';
import { text } from '../text.ts';

const utc = z.iso.datetime();

/** A list as responses and events carry it. */
export const list = z.strictObject({
  id: z.uuid(),
  name: text(),
  /** A fractional index. Positions are compared by their bytes. */
  position: z.string(),
  archived: z.boolean(),
  archivedAt: utc.nullable(),
  version: z.int(),
  createdAt: utc,
  updatedAt: utc,
});
export type ListSnapshot = z.infer<typeof list>;
