import { z } from 'zod';
import { activityActions } from '../../../shared/entities/activity.entity.ts';
import { actors } from '../../../shared/events/events.ts';
import { page } from '../../../shared/http/paging.ts';
import { text } from '../../../shared/text.ts';

export const activityQuery = z.strictObject(page);

export const activity = z
  .strictObject({
    id: z.string().regex(/^\d+$/).meta({ description: 'A number too long for some languages.' }),
    taskId: z.uuid(),
    action: z.enum(activityActions),
    changes: z
      .record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() }))
      .meta({ description: 'Each changed field, with its value before and after.' }),
    actor: z.enum(actors),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Activity' });

const listedActivity = activity.extend({
  title: text().nullable().meta({
    description: 'The present title of the task; null where it is deleted, and this page does not tell its title.',
  }),
});

export const activityPage = z
  .strictObject({ items: z.array(listedActivity), nextCursor: z.string().nullable() })
  .meta({ id: 'ActivityPage' });
export type Activity = z.output<typeof activity>;
export type ActivityPage = z.output<typeof activityPage>;
