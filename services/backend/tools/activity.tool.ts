import { z } from 'zod';
import { Activity } from '../../../shared/entities/index.ts';
import { instant } from '../../../shared/events/task.schema.ts';
import { decodeCursor, encodeCursor } from '../../../shared/http/cursor.ts';
import { page } from '../../../shared/http/paging.ts';
import type { ActivityPage } from '../activity/activity.schema.ts';
import { defineTool, readOnly, type Tool, taskId } from './tool.ts';

const optionalDate = instant.transform((at) => new Date(at)).optional();
const position = z.string().regex(/^\d{1,18}$/);

export function activityTool(): Tool {
  return defineTool({
    name: 'activity',
    title: 'What was done',
    description:
      "What happened to the user's tasks, or to one of them, newest first: what, by whom, when. Deleted tasks are told of, too.",
    input: z.strictObject({
      taskId: taskId.optional(),
      since: optionalDate,
      until: optionalDate,
      limit: z.int().min(1).max(100).default(20),
      cursor: page.cursor,
    }),
    annotations: readOnly,
    async run({ tx, owner }, { taskId, since, until, limit, cursor }) {
      const rows = await tx.find(
        Activity,
        {
          ownerId: owner.id,
          ...(taskId ? { taskId } : {}),
          ...(cursor ? { id: { $lt: decodeCursor(cursor, position) } } : {}),
          at: { ...(since ? { $gte: since } : {}), ...(until ? { $lt: until } : {}) },
        },
        { orderBy: { id: 'desc' }, limit: limit + 1 },
      );
      const items = rows.slice(0, limit);
      return {
        items: items.map(({ id, taskId, action, changes, actor, at }) => ({
          id,
          taskId,
          action,
          changes,
          actor,
          at: at.toISOString(),
        })),
        nextCursor: rows.length > limit ? encodeCursor(items.at(-1)?.id) : null,
      } satisfies ActivityPage;
    },
  });
}
