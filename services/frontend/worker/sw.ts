import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { act, type ReminderAction } from './reminder.actions.ts';
import { notificationOf, type ReminderContent } from './reminder.notification.ts';

declare const self: ServiceWorkerGlobalScope;
/** The files of the page and their revisions. The build puts them here. */
declare const PRECACHED: PrecacheEntry[];

// The page opens without a network. Nothing else is stored here: what belongs to an account is the page's to store.
precacheAndRoute(PRECACHED);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    // The addresses of services, and whatever is named like a file.
    denylist: [/^\/(api|mcp|ws|\.well-known)(\/|\?|$)/, /\.[A-Za-z0-9]+(\?|$)/],
  }),
);

// A new version waits until the person has been told, because it replaces the files of open pages.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'activate') event.waitUntil(self.skipWaiting());
});

self.addEventListener('push', (event) => {
  const content = event.data?.json() as ReminderContent | undefined;
  if (content) event.waitUntil(show(content));
});

self.addEventListener('notificationclick', (event) => {
  const content = event.notification.data as ReminderContent;
  event.notification.close();
  event.waitUntil(event.action ? perform(event.action as ReminderAction, content) : open(`/tasks/${content.taskId}`));
});

function show(content: ReminderContent): Promise<void> {
  const { title, options } = notificationOf(content);
  return self.registration.showNotification(title, options);
}

/** Shows the reminder again if that did not work, so that the person can try again. */
async function perform(action: ReminderAction, content: ReminderContent): Promise<void> {
  try {
    await act(action, content);
  } catch (error) {
    await show({ ...content, body: (error as Error).message });
  }
}

/** Opens a view in a window that is there, also one older than this worker, which keeps what was typed in it; or else in a new one. */
async function open(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find(({ focused }) => focused) ?? windows[0];
  if (!there) return void (await self.clients.openWindow(path));
  await there.focus();
  there.postMessage({ type: 'open', path });
}
