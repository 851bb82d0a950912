import type { Client } from '../api-client.ts';
import type { HostileRequest } from './worst.requests.ts';

export interface HostileResponse {
  status: number;
  bytes: number;
  ms: number;
}

/** Signing out and deleting the account would end the session of all that follow. */
const ending = new Set(['logOut', 'deleteAccount']);

/** Sends it as that person, or as somebody else what would end the session. */
export async function sendHostile(
  url: string,
  { operationId, method, path, body, contentType }: HostileRequest,
  person: Client,
  leaving: Client,
): Promise<HostileResponse> {
  const { token } = ending.has(operationId) ? leaving : person;
  const headers = { authorization: `Bearer ${token}`, ...(contentType && { 'content-type': contentType }) };
  const start = performance.now();
  const response = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  const { byteLength } = await response.arrayBuffer();
  return { status: response.status, bytes: byteLength, ms: performance.now() - start };
}

/** Tasks that are costly to search, compare and show. */
export const costlyTasks = ['a ', 'zzz ', 'word1 ', '日本語 ', 'e\u0301 '].flatMap((part) =>
  Array.from({ length: 4 }, (_, n) => ({ title: `${part}${n}`, description: part.repeat(10_000).slice(0, 10_000) })),
);
