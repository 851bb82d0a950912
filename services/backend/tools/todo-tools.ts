import { activityTool } from './activity.tool.ts';
import { addTools } from './add.tools.ts';
import { completionTools } from './completion.tools.ts';
import { deleteTool } from './delete.tool.ts';
import { listTools } from './list.tools.ts';
import { snoozeTool } from './snooze.tool.ts';
import type { Tool } from './tool.ts';
import { undoTool } from './undo.tool.ts';
import { updateTool } from './update.tool.ts';

/** Everything the chatbot can do, by the same task service as REST. */
export function chatTools(phase5: boolean): Tool[] {
  return [
    ...addTools(phase5),
    ...listTools(phase5),
    updateTool(phase5),
    ...completionTools(phase5),
    deleteTool(phase5),
    undoTool(phase5),
    ...(phase5 ? [snoozeTool(), activityTool()] : []),
  ];
}
