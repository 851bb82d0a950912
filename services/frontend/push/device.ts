import { ApiProblem, call } from '../api/api.client.ts';
import { notificationOf, type ReminderContent } from '../worker/reminder.notification.ts';
import { deviceKey } from './device.key.ts';

interface Device {
  userId: string;
  /** True where reminders come by push, also while the page is closed. Otherwise an open tab shows them. */
  push: boolean;
}

/** Why reminders cannot be shown by this browser; undefined where they can. */
export function obstacle(): 'unsupported' | 'denied' | undefined {
  if (!('Notification' in window && 'serviceWorker' in navigator)) return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : undefined;
}

export function isOnHere(userId: string): boolean {
  return read()?.userId === userId && Notification.permission === 'granted';
}

/** The key for subscriptions; null where the server does not push. */
export async function pushKey(signal?: AbortSignal): Promise<string | null> {
  try {
    return (await call<{ key: string }>('GET', 'push/key', { signal })).key;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/**
 * Asks for the permission, and subscribes this browser where the server pushes.
 * @returns whether reminders are shown from now on
 */
export async function turnOn(userId: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const key = await pushKey();
  if (key) await subscribe(key);
  write({ userId, push: key !== null });
  return true;
}

export async function turnOff(): Promise<void> {
  const subscription = await subscriptionHere();
  if (subscription) {
    await call('DELETE', 'push/subscriptions', { body: { endpoint: subscription.endpoint } });
    await subscription.unsubscribe();
  }
  localStorage.removeItem(deviceKey);
}

/** Ends what belongs to somebody who signs out. The server forgets the subscription with the session. */
export async function leaveDevice(): Promise<void> {
  localStorage.removeItem(deviceKey);
  await (await subscriptionHere())?.unsubscribe();
}

/**
 * Tells the server again of this browser's subscription, because its session may be another one, or its key, or the browser has
 * renewed it. Reminders of somebody else who used this browser end.
 */
export async function renewDevice(userId: string): Promise<void> {
  const device = read();
  if (!device) return;
  if (device.userId !== userId) return leaveDevice();
  if (Notification.permission !== 'granted') return;
  const key = await pushKey();
  if (key) await subscribe(key);
  write({ userId, push: key !== null });
}

/** Shows a reminder that an open tab has heard of, unless it comes by push. All tabs show the same notification. */
export async function showHere(userId: string, content: ReminderContent): Promise<void> {
  if (read()?.push || !isOnHere(userId) || document.visibilityState === 'visible') return;
  const { title, options } = notificationOf(content);
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.showNotification(title, options);
}

async function subscribe(key: string): Promise<void> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const existing = await pushManager.getSubscription();
  if (existing && keyOf(existing) !== key) await existing.unsubscribe();
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, expirationTime, keys } = subscription.toJSON();
  await call('PUT', 'push/subscriptions', { body: { endpoint, expirationTime, keys } });
}

function keyOf({ options }: PushSubscription): string | undefined {
  const key = options.applicationServerKey;
  if (!key) return undefined;
  const base64 = btoa(String.fromCharCode(...new Uint8Array(key)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function subscriptionHere(): Promise<PushSubscription | null | undefined> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return registration?.pushManager?.getSubscription();
}

function read(): Device | undefined {
  const text = localStorage.getItem(deviceKey);
  return text ? JSON.parse(text) : undefined;
}

function write(device: Device): void {
  localStorage.setItem(deviceKey, JSON.stringify(device));
}
