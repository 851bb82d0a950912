import { z } from 'zod';
import { newList } from '../lists/list.schema.ts';
import { createList, readLists } from '../lists/list.service.ts';
import { addsTasks, defineTool, readOnly, type Tool } from './tool.ts';

/** The lists themselves. A task is moved by its `listId`, as any field is changed. */
export function ownListsTools(): Tool[] {
  return [
    defineTool({
      name: 'list_lists',
      title: 'Show the lists',
      description:
        'Returns the names and ids of the user\'s lists of tasks, archived ones too. Use it to get the "listId" of a list that the ' +
        'user names. Tasks whose "listId" is null are in the Inbox.',
      input: z.strictObject({}),
      annotations: readOnly,
      run: async ({ tx, owner }) => ({ items: await readLists(tx, owner.id) }),
    }),
    defineTool({
      name: 'add_list',
      title: 'Add a list',
      description: 'Adds an empty list of tasks, only when the user asks for a new one. Undo does not remove it.',
      input: z.strictObject(newList.shape),
      annotations: addsTasks,
      run: ({ tx, context, owner }, list) => createList(tx, context, owner.id, list),
    }),
  ];
}
