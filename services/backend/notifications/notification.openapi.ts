import { NotFound, PreconditionFailed, ServiceUnavailable } from '../../../shared/http/problem.ts';
import {
  notification,
  notificationPage,
  notificationQuery,
} from '../../../shared/notifications/notification.schema.ts';
import { preferences } from '../../../shared/notifications/preferences.schema.ts';
import type { Feature } from '../platform/openapi/operation.ts';

const rent = {
  id: '0198c6aa-9a3b-7c51-b0a4-7f60f2f5b8d2',
  taskId: '0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa',
  title: 'Pay rent',
  message: '"Pay rent" is due on Sunday, 31 January 2027 at 09:00.',
  at: '2027-01-31T07:30:00.000Z',
  readAt: null,
};
const night = { email: true, quietHours: { from: '22:00', to: '07:00' } };
const unreachable = new ServiceUnavailable('Notifications cannot be reached right now. Try again shortly.');
const common = { tag: 'notifications' } as const;
const answer = { description: 'The preferences.', headers: ['ETag'] as const, schema: preferences, example: night };

export const notificationFeature: Feature = {
  schemas: { Notification: notification, NotificationPage: notificationPage, Preferences: preferences },
  operations: [
    {
      ...{ ...common, method: 'get', path: '/api/notifications' },
      operationId: 'listNotifications',
      summary: 'Reminders that fired',
      query: notificationQuery,
      answers: {
        200: {
          description: 'Newest first.',
          schema: notificationPage,
          example: { items: [rent], nextCursor: null, unread: 1 },
        },
      },
      problems: [unreachable],
    },
    {
      ...{ ...common, method: 'post', path: '/api/notifications/:id/read' },
      headers: ['Idempotency-Key'],
      operationId: 'markNotificationRead',
      summary: 'Mark a notification as read',
      answers: {
        200: {
          description: 'The notification.',
          schema: notification,
          example: { ...rent, readAt: '2027-01-31T07:31:00.000Z' },
        },
      },
      problems: [new NotFound('There is no such notification.'), unreachable],
    },
    {
      ...{ ...common, method: 'get', path: '/api/preferences' },
      operationId: 'getPreferences',
      summary: 'How reminders are delivered',
      answers: { 200: answer },
      problems: [unreachable],
    },
    {
      ...{ ...common, method: 'put', path: '/api/preferences' },
      operationId: 'putPreferences',
      summary: 'Choose how reminders are delivered',
      description: 'The log gets everything; e-mail goes out where it is wanted, and not in quiet hours.',
      headers: ['If-Match'],
      body: { schema: preferences, examples: { night, never: { email: false, quietHours: null } } },
      answers: { 200: answer },
      problems: [new PreconditionFailed('The preferences were changed in the meantime.'), unreachable],
    },
  ],
};
