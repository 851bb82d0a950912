import { z } from 'zod';

export const tagCount = z.strictObject({ tag: z.string(), count: z.int().min(1) });
export const tagList = z.strictObject({ items: z.array(tagCount) });

export type TagList = z.output<typeof tagList>;
