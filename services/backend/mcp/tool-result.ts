import type { CallToolResult } from '@modelcontextprotocol/server';
import { problemOf } from '../../../shared/http/problem.middleware.ts';

/** Returns the result twice: as `structuredContent` for programs, and as text for models and older clients. */
export function succeeded(result: unknown): CallToolResult {
  const isObject = typeof result === 'object' && result !== null && !Array.isArray(result);
  const structured = (isObject ? result : { result: result ?? null }) as Record<string, unknown>;
  return { content: [{ type: 'text', text: JSON.stringify(structured) }], structuredContent: structured };
}

/** Tells the model what is wrong, so that it can correct its call. Unexpected errors only go to the log. */
export function refused(error: unknown, log: () => void): CallToolResult {
  const problem = problemOf(error);
  if (problem !== error) log();
  return { isError: true, content: [{ type: 'text', text: problem.message }], structuredContent: problem.toJSON() };
}
