import { z } from 'zod';
import { exportedTask } from './transfer.schema.ts';

export const exportedTasks = z.strictObject({ tasks: z.array(exportedTask) });

export const importResult = z.strictObject({
  imported: z.int().min(0),
  skipped: z
    .int()
    .min(0)
    .meta({ description: 'There already: by their id, or as the same occurrence of the same series.' }),
});

export type ImportResult = z.output<typeof importResult>;
