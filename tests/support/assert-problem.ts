import assert from 'node:assert/strict';
import type { ApiResponse } from './api-client.ts';

/** What may never reach a client: source positions, stack traces, statements and messages of the database. */
const leaks =
  /node:internal|\.ts:\d|\n\s+at |\b(?:select|insert|update|delete) .*(?:from|into|set)\b|violates|syntax error/i;

/**
 * The answer is a refusal as RFC 9457 has it: 4xx, `application/problem+json`, a stable code, nothing of our inside.
 * @param path for validation: one of `errors[].path`.
 */
export function assertProblem(answer: ApiResponse, status: number, code: string, path?: string): void {
  const told = JSON.stringify(answer.body);
  assert.deepEqual([answer.status, answer.body?.code], [status, code], told);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json\b/);
  assert.equal(answer.body.status, status);
  assert.equal(typeof answer.body.title, 'string');
  assert.doesNotMatch(told, leaks);
  if (path === undefined) return;
  const paths = answer.body.errors?.map((error: { path: string }) => error.path) ?? [];
  assert.ok(paths.includes(path), `${told} names ${paths.join(', ') || 'no field'} and not ${path}`);
}
