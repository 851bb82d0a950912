import { navigate } from 'wouter/use-browser-location';
import { toast } from '../ui/overlay/toast.ts';

const hourMs = 3_600_000;

/** Registers the service worker, says when a new version of the page is ready, and opens what a notification leads to. */
export async function registerServiceWorker(): Promise<void> {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('message', ({ data }) => {
    if (data?.type === 'open') navigate(data.path);
  });
  const registration = await serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
  if (!registration) return;
  const offerWhenReady = (worker: ServiceWorker | null) => {
    // The first one replaces nothing.
    if (!worker || !serviceWorker.controller) return;
    if (worker.state === 'installed') offer(worker);
    else worker.addEventListener('statechange', () => worker.state === 'installed' && offer(worker));
  };
  offerWhenReady(registration.waiting ?? registration.installing);
  registration.addEventListener('updatefound', () => offerWhenReady(registration.installing));
  // A page that stays open for days learns of a new version, too.
  setInterval(() => void registration.update().catch(() => undefined), hourMs);
}

function offer(worker: ServiceWorker): void {
  toast({
    id: 'new version',
    title: 'A new version of the page is ready',
    timeoutMs: 0,
    action: {
      label: 'Reload',
      run: () => {
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
        worker.postMessage({ type: 'activate' });
      },
    },
  });
}
