import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

export interface Watched {
  frames: number;
  violations: string[];
}

const reconnectMs = 200;

/** Within this time a client is told, by a close, that it may have missed something. */
const tellingMs = 8_000;

/**
 * Watches a person's socket, and connects again when it breaks. While one connection lasts, each task's versions must come
 * one after the other; what was seen before may come again. A gap must soon be followed by a close: the client then reads
 * what there is.
 */
export function watchSocket(url: string, token: string): { close(): Promise<Watched> } {
  const watched: Watched = { frames: 0, violations: [] };
  let closing = false;
  let current: WebSocket | undefined;
  /** Of the current connection. */
  let gaps: { at: number; text: string }[] = [];

  const connection = (): Promise<void> =>
    new Promise((resolve) => {
      const newest = new Map<string, number>();
      const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, {
        headers: { authorization: `Bearer ${token}` },
      });
      current = socket;
      gaps = [];
      socket.on('error', () => undefined); // the close that follows says all
      socket.on('close', () => {
        const untold = gaps.filter(({ at }) => Date.now() - at > tellingMs);
        watched.violations.push(...untold.map(({ text }) => text));
        resolve();
      });
      socket.on('message', (text: Buffer) => {
        const { type, data } = JSON.parse(text.toString());
        watched.frames += 1;
        if (type !== 'task.changed') return;
        const { id, version } = data.task;
        const seen = newest.get(id);
        if (seen !== undefined && version > seen + 1) {
          gaps.push({ at: Date.now(), text: `task ${id}: version ${version} after ${seen}` });
        }
        newest.set(id, Math.max(version, seen ?? 0));
      });
    });

  const watching = (async () => {
    while (!closing) {
      await connection();
      await delay(reconnectMs);
    }
  })();
  return {
    async close() {
      if (gaps.length > 0) await delay(tellingMs + 1);
      closing = true;
      current?.close();
      await watching;
      return watched;
    },
  };
}
