import { z } from 'zod';
import { instant } from '../../../shared/events/task.schema.ts';
import { page } from '../../../shared/http/paging.ts';
import { listActivity } from '../activity/activity.service.ts';
import { defineTool, readOnly, type Tool, taskId } from './tool.ts';

const optionalDate = instant.transform((at) => new Date(at)).optional();

export function activityTool(): Tool {
  return defineTool({
    name: 'activity',
    title: 'What was done',
    description:
      "What happened to the user's tasks, or to one of them, newest first: what was done, by whom and when. Deleted tasks are included.",
    input: z.strictObject({
      taskId: taskId.optional(),
      since: optionalDate,
      until: optionalDate,
      limit: z.int().min(1).max(100).default(20),
      cursor: page.cursor,
    }),
    annotations: readOnly,
    run: ({ tx, owner }, { limit, cursor, ...filter }) =>
      listActivity(tx, { ...filter, ownerId: owner.id }, { limit, cursor }),
  });
}
