import { APIConnectionError, APIError } from 'openai';
import type { Logger } from '../../../../shared/logger.ts';
import { BrokenStream, TooLong } from './completion.ts';
import { ToolsExhausted } from './model-tools.ts';
import { ReplyStopped } from './reply.timeout.ts';

/** Logs why the model did not finish its reply, and returns a text for the user. Neither repeats the conversation. */
export function describeFailure(error: unknown, logger: Logger): string {
  const [level, text] = failureOf(error);
  logger[level](logFields(error), 'The language model did not finish a reply.');
  return text;
}

type Failure = readonly [level: 'info' | 'warn' | 'error', text: string];

function failureOf(error: unknown): Failure {
  if (error instanceof ReplyStopped) return stopped[error.kind];
  if (error instanceof TooLong) return ['warn', 'The language model went on and on, so I stopped it.'];
  if (error instanceof ToolsExhausted) return ['warn', 'The language model went in circles, so I stopped it.'];
  if (error instanceof BrokenStream || error instanceof SyntaxError) return ['warn', brokeOff];
  if (error instanceof APIConnectionError) return ['warn', 'The language model cannot be reached. Try again later.'];
  if (error instanceof APIError) return statusFailure(error.status);
  // `fetch` throws this when a connection breaks in the middle of a response.
  if (error instanceof TypeError && /terminated|fetch failed/.test(error.message)) return ['warn', brokeOff];
  return ['error', 'Something failed on our side. Try again, and tell the operator the time if it stays so.'];
}

const brokeOff = 'The answer of the language model broke off. Try again.';
const stopped: Record<ReplyStopped['kind'], Failure> = {
  total: ['warn', 'The language model took too long, so I stopped waiting.'],
  idle: ['warn', 'The language model fell silent, so I stopped waiting.'],
  gone: ['info', 'Stopped, for nobody was waiting any more.'],
  stopping: ['info', 'Stopped, for the server is being restarted. Say it again in a moment.'],
};

function statusFailure(code: number | undefined): Failure {
  if (code === undefined) return ['warn', brokeOff];
  if (code === 401 || code === 403) {
    return ['error', 'The language model does not let this server in; its operator must look at LLM_API_KEY.'];
  }
  if (code === 404) {
    return ['error', 'There is no such language model; the operator must look at LLM_BASE_URL and LLM_MODEL.'];
  }
  if (code === 429) return ['warn', 'The language model is busy. Try again in a while.'];
  if (code >= 500) return ['warn', 'The language model failed. Try again later.'];
  return ['error', 'The language model did not accept the request.'];
}

/** An endpoint's message may repeat the conversation, so it is not logged. */
function logFields(error: unknown): Record<string, unknown> {
  if (error instanceof APIError) {
    const { name, status, code, type } = error;
    return { reason: name, status, code, type };
  }
  if (error instanceof ReplyStopped) return { reason: error.kind };
  const isExpected = [BrokenStream, TooLong, ToolsExhausted, SyntaxError].some((kind) => error instanceof kind);
  return isExpected ? { reason: (error as Error).name } : { err: error };
}
