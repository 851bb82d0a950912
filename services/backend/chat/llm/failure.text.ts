import { APIConnectionError, APIError } from 'openai';
import type { Logger } from '../../../../shared/logger.ts';
import { BrokenStream, TooLong } from './completion.ts';
import { ToolsExhausted } from './model-tools.ts';
import { OutOfPatience } from './reply.timeout.ts';

/** What a person is told where the model, or the way to it, failed. The log is told which; neither has what was said. */
export function wordFailure(error: unknown, logger: Logger): string {
  const [level, words] = wordsFor(error);
  logger[level](reasonOf(error), 'The language model did not finish a reply.');
  return words;
}

type Words = readonly [level: 'info' | 'warn' | 'error', words: string];

function wordsFor(error: unknown): Words {
  if (error instanceof OutOfPatience) return patience[error.kind];
  if (error instanceof TooLong) return ['warn', 'The language model went on and on, so I stopped it.'];
  if (error instanceof ToolsExhausted) return ['warn', 'The language model went in circles, so I stopped it.'];
  if (error instanceof BrokenStream || error instanceof SyntaxError) return ['warn', brokeOff];
  if (error instanceof APIConnectionError) return ['warn', 'The language model cannot be reached. Try again later.'];
  if (error instanceof APIError) return status(error.status);
  // `fetch` says so where a connection ends in the middle.
  if (error instanceof TypeError && /terminated|fetch failed/.test(error.message)) return ['warn', brokeOff];
  return ['error', 'Something failed on our side. Try again, and tell the operator the time if it stays so.'];
}

const brokeOff = 'The answer of the language model broke off. Try again.';
const patience: Record<OutOfPatience['kind'], Words> = {
  total: ['warn', 'The language model took too long, so I stopped waiting.'],
  idle: ['warn', 'The language model fell silent, so I stopped waiting.'],
  gone: ['info', 'Stopped, for nobody was waiting any more.'],
  stopping: ['info', 'Stopped, for the server is being restarted. Say it again in a moment.'],
};

function status(code: number | undefined): Words {
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

/** An endpoint's own message may repeat what it was sent, so it stays out of the log. */
function reasonOf(error: unknown): Record<string, unknown> {
  if (error instanceof APIError) {
    const { name, status, code, type } = error;
    return { reason: name, status, code, type };
  }
  if (error instanceof OutOfPatience) return { reason: error.kind };
  const isForeseen = [BrokenStream, TooLong, ToolsExhausted, SyntaxError].some((kind) => error instanceof kind);
  return isForeseen ? { reason: (error as Error).name } : { err: error };
}
