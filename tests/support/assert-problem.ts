import assert from 'node:assert/strict';
import type { ApiResponse } from './api-client.ts';

/** These may never reach a client: source positions, stack traces, statements and messages of the database. */
const leaks =
  /node:internal|\.ts:\d|\n\s+at |\b(?:select|insert|update|delete) .*(?:from|into|set)\b|violates|syntax error/i;

/**
 * The response is a refusal as RFC 9457 has it: 4xx, `application/problem+json`, a stable code, no internal details.
 * @param path for validation: one of `errors[].path`.
 */
export function assertProblem(response: ApiResponse, status: number, code: string, path?: string): void {
  const text = JSON.stringify(response.body);
  assert.deepEqual([response.status, response.body?.code], [status, code], text);
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json\b/);
  assert.equal(response.body.status, status);
  assert.equal(typeof response.body.title, 'string');
  assert.doesNotMatch(text, leaks);
  if (path === undefined) return;
  const paths = response.body.errors?.map((error: { path: string }) => error.path) ?? [];
  assert.ok(paths.includes(path), `${text} names ${paths.join(', ') || 'no field'} and not ${path}`);
}
