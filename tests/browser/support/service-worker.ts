import type { Worker } from 'playwright-core';

// What a test does to a service worker, and in place of what the browser of tests does not have.

/** From now on the page installs a worker that the browser takes for another one. */
export function installNextWorker(): void {
  const { register } = ServiceWorkerContainer.prototype;
  ServiceWorkerContainer.prototype.register = function (path, options) {
    return register.call(this, `${path}?next`, options);
  };
}

/** When the next worker takes over is the browser's business, which waits for what the present one does. */
export function takeOverAtOnce(): void {
  Object.assign(window, { isOld: true });
  ServiceWorker.prototype.postMessage = (message: unknown) => {
    sessionStorage.setItem('sent', JSON.stringify(message));
    navigator.serviceWorker.dispatchEvent(new Event('controllerchange'));
  };
}

/** Tells the worker to take over, and returns whether it does. */
export async function hasSkippedWaiting(): Promise<boolean> {
  let isSkipped = false;
  const skipWaiting = async () => {
    isSkipped = true;
  };
  Object.assign(globalThis, { skipWaiting });
  const event = Object.assign(new Event('message'), { data: { type: 'activate' }, waitUntil: (work: unknown) => work });
  globalThis.dispatchEvent(event);
  return isSkipped;
}

/** Records what the worker shows: the browser of tests has no notifications. */
export async function recordShown(worker: Worker): Promise<() => Promise<string[][]>> {
  await worker.evaluate(() => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration; shown: Map<string, string[]> };
    scope.shown = new Map();
    scope.registration.showNotification = async (title, options = {}) => {
      const { tag = '', body = '', actions = [] } = options as NotificationOptions & { actions?: { title: string }[] };
      scope.shown.set(tag, [title, body, actions.map((action) => action.title).join(', ')]);
    };
  });
  return () => worker.evaluate(() => [...(globalThis as unknown as { shown: Map<string, string[]> }).shown.values()]);
}

/** Records the windows that the worker brings to the front or opens, which takes a real click. */
export async function recordOpened(worker: Worker): Promise<() => Promise<string[]>> {
  await worker.evaluate(() => {
    const scope = globalThis as unknown as {
      WindowClient: { prototype: { focus(): Promise<unknown> } };
      clients: { openWindow(path: string): Promise<null> };
      opened: string[];
    };
    scope.opened = [];
    scope.WindowClient.prototype.focus = async () => void scope.opened.push('focused');
    scope.clients.openWindow = async (path) => {
      scope.opened.push(path);
      return null;
    };
  });
  return () => worker.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

/** The number of windows that a click could lead to. One that has gone elsewhere stays among them for a moment. */
export function windowsOf(worker: Worker): Promise<number> {
  return worker.evaluate(async () => {
    const { clients } = globalThis as unknown as { clients: { matchAll(options: object): Promise<unknown[]> } };
    return (await clients.matchAll({ type: 'window', includeUncontrolled: true })).length;
  });
}

/** What arrives from a push service, after the browser has decrypted it. */
export const push = (worker: Worker, message: object) => dispatch(worker, 'push', { json: message });

/** Clicks a notification or one of its buttons. */
export const click = (worker: Worker, content: object, action: string) =>
  dispatch(worker, 'notificationclick', { content, action });

/** Resolves when the worker has done what the event asks for. */
async function dispatch(
  worker: Worker,
  type: string,
  what: { json?: object; content?: object; action?: string },
): Promise<void> {
  await worker.evaluate(
    async ({ type, json, content, action }) => {
      const waiting: Promise<unknown>[] = [];
      const event = Object.assign(new Event(type), {
        data: { json: () => json },
        action,
        notification: { data: content, close: () => undefined },
        waitUntil: (work: Promise<unknown>) => waiting.push(work),
      });
      globalThis.dispatchEvent(event);
      await Promise.all(waiting);
    },
    { type, ...what },
  );
}

/** The browser of tests has neither notifications nor a push service. */
export async function pretendToSubscribe(): Promise<void> {
  Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
  Notification.requestPermission = async () => 'granted';
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const text = (bytes: Uint8Array) =>
    btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  let current: PushSubscription | null = null;
  const subscription = {
    endpoint: `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`,
    options: {},
    toJSON() {
      const keys = { p256dh: text(point), auth: text(crypto.getRandomValues(new Uint8Array(16))) };
      return { endpoint: subscription.endpoint, expirationTime: null, keys };
    },
    unsubscribe: async () => {
      current = null;
      return true;
    },
  } as unknown as PushSubscription;
  PushManager.prototype.subscribe = async () => {
    current = subscription;
    return subscription;
  };
  PushManager.prototype.getSubscription = async () => current;
}
