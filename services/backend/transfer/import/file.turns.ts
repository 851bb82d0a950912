import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { atOnce, tooManyAtOnce } from '../../limits/at-once.ts';

/** Smaller files do not wait for their turn. */
const smallFile = 2 ** 20;

/**
 * Makes large imports run one after the other: a file takes several times its size while it is read, and then as much again until
 * its tasks are written. How many bytes may wait is a limit of all large bodies.
 */
export function fileTurns(): (ctx: Context, work: (bytes: Buffer) => Promise<void>) => Promise<void> {
  const inTurn = atOnce({ running: 1, waiting: Number.POSITIVE_INFINITY }, tooManyAtOnce, () => undefined);
  return async (ctx, work) => {
    const { body } = ctx.request;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    // What is left of it tells equal requests from others.
    ctx.request.body = createHash('sha256').update(bytes).digest('base64');
    try {
      await (bytes.length > smallFile ? inTurn('everybody', () => work(bytes)) : work(bytes));
    } finally {
      release(bytes);
    }
  };
}

/** Returns the text of a file, and gives the memory of its bytes back. */
export function takeText(bytes: Buffer): string {
  const text = bytes.toString();
  release(bytes);
  return text;
}

/** Gives memory back. The garbage collector is in no hurry with what is outside of its heap. */
export function release({ buffer, byteLength }: Buffer): void {
  // Small buffers share their memory with others.
  if (byteLength > smallFile && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
