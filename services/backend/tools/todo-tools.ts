import { activityTool } from './activity.tool.ts';
import { addTools } from './changes/add.tools.ts';
import { completionTools, skipTool, snoozeTool, updateTool } from './changes/change.tools.ts';
import { deleteTool } from './changes/delete.tool.ts';
import { moveTool } from './changes/move.tool.ts';
import { severalTools } from './changes/several.tools.ts';
import { listTools } from './list.tools.ts';
import { ownListsTools } from './own-lists.tools.ts';
import { planTool } from './plan.tool.ts';
import type { Tool } from './tool.ts';
import { undoTool } from './undo/undo.tool.ts';

/** All tools, for the chatbot and for MCP clients. They use the same task service as REST. */
export function todoTools(eventsEnabled: boolean): Tool[] {
  return [
    ...addTools(eventsEnabled),
    ...listTools(eventsEnabled),
    updateTool(eventsEnabled),
    ...completionTools(eventsEnabled),
    deleteTool(eventsEnabled),
    ...severalTools(eventsEnabled),
    undoTool(eventsEnabled),
    ...(eventsEnabled ? [moveTool(), snoozeTool(), skipTool(), activityTool(), planTool(), ...ownListsTools()] : []),
  ];
}
