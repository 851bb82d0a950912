import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { actors } from '../events/events.ts';

export const activityActions = ['created', 'updated', 'completed', 'reopened', 'deleted', 'reminded'] as const;
export type ActivityAction = (typeof activityActions)[number];
/** Field name to its value before and after. */
export type Changes = Record<string, { from: unknown; to: unknown }>;

/**
 * Append-only: the application's role may insert and read, nothing else. Outlives the task it is about. Partitioned by month, which
 * is why its key holds the time.
 */
const ActivitySchema = defineEntity({
  name: 'Activity',
  tableName: 'activity',
  properties: {
    id: p.bigint('string').$type<Opt<string>>().primary().autoincrement(),
    ownerId: p.uuid(),
    taskId: p.uuid(),
    action: p.enum(activityActions).nativeEnumName('activity_action'),
    changes: p.json<Changes>(),
    actor: p.enum(actors).nativeEnumName('activity_actor'),
    at: p.datetime(3).primary(),
  },
  indexes: [{ properties: ['ownerId', 'id'] }, { properties: ['taskId', 'id'] }],
});

export class Activity extends ActivitySchema.class {}
ActivitySchema.setClass(Activity);
