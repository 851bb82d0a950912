import { activityTool } from './activity.tool.ts';
import { addTools } from './add.tools.ts';
import { completionTools, snoozeTool, updateTool } from './change.tools.ts';
import { deleteTool } from './delete.tool.ts';
import { listTools } from './list.tools.ts';
import type { Tool } from './tool.ts';
import { undoTool } from './undo.tool.ts';

/** All tools, for the chatbot and for MCP clients. They use the same task service as REST. */
export function todoTools(phase5: boolean): Tool[] {
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
