import type { CallToolResult } from '@modelcontextprotocol/server';
import { InternalServerError, Problem } from '../../../shared/http/problem.ts';

/** The same twice: `structuredContent` for programs, and as text for models and for clients that know no other. */
export function succeeded(result: unknown): CallToolResult {
  const isObject = typeof result === 'object' && result !== null && !Array.isArray(result);
  const structured = (isObject ? result : { result: result ?? null }) as Record<string, unknown>;
  return { content: [{ type: 'text', text: JSON.stringify(structured) }], structuredContent: structured };
}

/** Told to the model, which may mend its call: what is wrong and where. What nobody foresaw is only told to the log. */
export function refused(error: unknown, log: () => void): CallToolResult {
  if (!(error instanceof Problem)) log();
  const problem = error instanceof Problem ? error : new InternalServerError();
  return { isError: true, content: [{ type: 'text', text: problem.message }], structuredContent: problem.toJSON() };
}
