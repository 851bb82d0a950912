import { createHash } from 'node:crypto';

/** A Job cannot be changed, so what it does is part of its name: another content is another Job. */
export function contentName(name: string, content: unknown): string {
  return `${name}-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)}`;
}
