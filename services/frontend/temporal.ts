/**
 * What the imports of `temporal-polyfill` mean in the page (see vite.config.ts): the browser's own Temporal, and the polyfill only where
 * there is none.
 */
const native = (globalThis as { Temporal?: unknown }).Temporal;

export const Temporal = native ?? (await import('temporal-polyfill/implementation')).Temporal;
