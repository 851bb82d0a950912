import { gzipSync } from 'node:zlib';

/** The scripts that a page loads before it does anything, and all that these import, with their gzipped sizes in bytes. */
export async function firstLoad(pageUrl: string): Promise<Map<string, number>> {
  const html = await (await fetch(pageUrl, { headers: { accept: 'text/html' } })).text();
  const sizes = new Map<string, number>();
  const waiting = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => new URL(path!, pageUrl));
  for (let url = waiting.pop(); url; url = waiting.pop()) {
    if (sizes.has(url.pathname)) continue;
    const script = await (await fetch(url)).text();
    sizes.set(url.pathname, gzipSync(script).length);
    // `import("…")` is loaded when it is needed.
    for (const [, path] of script.matchAll(/(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']/g))
      waiting.push(new URL(path!, url));
  }
  return sizes;
}
