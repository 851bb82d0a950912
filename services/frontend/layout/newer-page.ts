const key = 'reloaded-at';
const onceInMs = 60_000;

/**
 * Reloads the page after an update, as the server no longer has the other parts of the older page. Without a network it does not
 * reload, because then there would be no page at all.
 */
export async function loadNewerPage(): Promise<void> {
  if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < onceInMs) return;
  const response = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (!response?.ok) return;
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
}
