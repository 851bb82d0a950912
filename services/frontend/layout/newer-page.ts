const key = 'reloaded-at';
const onceInMs = 60_000;

/**
 * After an update the older page's other parts are gone from the server, and a newer page has them. Without a network
 * nothing is loaded anew, for then there would be no page at all.
 */
export async function loadNewerPage(): Promise<void> {
  if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < onceInMs) return;
  const response = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (!response?.ok) return;
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
}
