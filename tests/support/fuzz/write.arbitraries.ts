import fc from 'fast-check';
import { anything, goodText, oddText, or } from './json.arbitraries.ts';
import { importedTasks, instants, newTasks, taskChanges } from './task.arbitraries.ts';

/** What is sent to a route that writes: its body, undefined for none. */
export type Bodies = (taskIds: fc.Arbitrary<string>) => fc.Arbitrary<unknown>;

const verbs = [
  'add ',
  'list',
  'complete ',
  'done ',
  'remove #',
  'yes',
  'no',
  'show ',
  'rename it to ',
  'move it to ',
  '',
];
const phrases = [
  'tomorrow',
  'every 3rd thursday',
  '!30m',
  '#null',
  'p1',
  'at 25:00',
  '31 feb',
  'until 1999',
  'all',
  '2',
  '"',
];
export const messages = fc
  .tuple(fc.constantFrom(...verbs), fc.oneof(oddText, goodText), fc.subarray(phrases, { maxLength: 3 }))
  .map(([verb, text, more]) => [verb + text, ...more].join(' '));

const account = {
  email: or(fc.emailAddress()),
  password: or(oddText),
  timeZone: or(fc.constantFrom('UTC', 'europe/berlin', 'Mars')),
  locale: or(fc.constantFrom('en-US', 'de', 'x')),
};
const queries = fc.constantFrom('status=open&tag=a&tag=b', 'status=%00', 'list=x', 'sort=manual', '&&=', 'q=%F0%9F');
const object = (model: Record<string, fc.Arbitrary<unknown>>) => or(fc.record(model, { requiredKeys: [] }));
const ids = (taskIds: fc.Arbitrary<string>) => object({ ids: or(fc.array(or(taskIds), { maxLength: 4 })) });

const pushKeys = fc.record({
  p256dh: or(fc.constant('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4')),
  auth: or(fc.constant('BTBZMqHH6r4Tts7J_aSIgg')),
});

/** For each operation of the document that writes, the bodies that are sent to it. */
export const bodies: Record<string, Bodies> = {
  createTask: () => newTasks,
  quickAddTask: () => object({ text: or(messages) }),
  changeTask: () => taskChanges,
  deleteTask: () => or(fc.constant(undefined)),
  completeTask: () => or(fc.constant(undefined)),
  reopenTask: () => or(fc.constant(undefined)),
  snoozeTask: () => object({ until: or(instants) }),
  skipTask: () => or(fc.constant(undefined)),
  moveTask: (taskIds) => {
    const id = or(fc.option(taskIds));
    return object({ parentId: id, after: id, listId: or(fc.option(fc.uuid())) });
  },
  createTasks: () => object({ tasks: or(fc.array(newTasks, { maxLength: 3 })) }),
  updateTasks: (taskIds) =>
    fc
      .tuple(ids(taskIds), or(taskChanges), or(fc.record({ moveDays: or(fc.integer()) })))
      .map(([sent, changes, due]) =>
        sent && typeof sent === 'object' ? { ...sent, changes: Object.assign({}, changes, due && { due }) } : sent,
      ),
  completeTasks: ids,
  deleteTasks: ids,
  createList: (taskIds) => object({ name: or(goodText), after: or(taskIds) }),
  changeList: (taskIds) => object({ name: or(goodText), after: or(taskIds), archived: or(fc.boolean()) }),
  deleteList: () => or(fc.constant(undefined)),
  createView: (taskIds) => object({ name: or(goodText), query: or(queries), after: or(taskIds) }),
  changeView: (taskIds) => object({ name: or(goodText), query: or(queries), after: or(taskIds) }),
  deleteView: () => or(fc.constant(undefined)),
  importTasks: () => object({ tasks: or(fc.array(importedTasks, { maxLength: 4 })) }),
  chat: (taskIds) => object({ message: or(messages), conversationId: or(fc.option(taskIds, { nil: undefined })) }),
  register: () => object(account),
  logIn: () => object(account),
  logOut: () => or(fc.constant(undefined)),
  endSession: () => or(fc.constant(undefined)),
  createToken: () =>
    object({ name: or(oddText), scope: or(fc.constantFrom('read', 'write', 'feed')), expiresAt: or(instants) }),
  revokeToken: () => or(fc.constant(undefined)),
  requestPasswordReset: () => object({ email: account.email }),
  resetPassword: () => object({ token: or(oddText), password: account.password }),
  changeAccount: () => object({ ...account, currentPassword: or(oddText) }),
  deleteAccount: () => object({ password: or(oddText) }),
  signInWithIdToken: () => object({ idToken: or(oddText), ...account }),
  putPreferences: () =>
    object({ email: or(fc.boolean()), quietHours: or(fc.record({ from: anything, to: anything })) }),
  putPushSubscription: () => object({ endpoint: or(fc.webUrl()), expirationTime: anything, keys: or(pushKeys) }),
  deletePushSubscription: () => object({ endpoint: or(fc.webUrl()) }),
  markNotificationRead: () => or(fc.constant(undefined)),
};
