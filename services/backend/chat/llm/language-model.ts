import OpenAI from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { Logger } from '../../../../shared/logger.ts';
import type { Answerer, Reply, Turn } from '../chat.responder.ts';
import { Done } from './change.summary.ts';
import { type Completion, complete } from './completion.ts';
import { answerConsent } from './deletion.ts';
import { wordFailure } from './failure.text.ts';
import { jsonOf, ModelTools, offered, ToolsExhausted } from './model-tools.ts';
import { messagesFor } from './prompt.ts';
import { type Limits, type Patience, patienceFor } from './reply.timeout.ts';
import { Speech } from './reply.writer.ts';

export interface LanguageModelOptions extends Limits {
  /** Of any endpoint that speaks OpenAI's chat completions, such as `http://localhost:11434/v1`. */
  baseUrl: string;
  model: string;
  apiKey?: string | undefined;
}

interface Dependencies {
  logger: Logger;
  /** Aborted when the process is about to end. */
  stopping: AbortSignal;
}

/** Times the model may be asked within one reply: it looks something up, acts, looks again, answers. */
const mostRounds = 10;
const longestReply = 8_000;

/**
 * A language model that answers by tool calls. Each call commits by itself, while no transaction is open, so a reply that
 * ends early has done what it says it has; a deletion is only ever asked about here, and confirmed without the model.
 */
export function languageModel(options: LanguageModelOptions, { logger, stopping }: Dependencies): Answerer {
  const { baseUrl, model, apiKey } = options;
  const client = new OpenAI({
    ...{ baseURL: baseUrl, apiKey: apiKey ?? 'none', maxRetries: 1, logLevel: 'off' },
    // Ours ends first, and says why.
    timeout: 2 * options.totalMs,
    // What the SDK would otherwise take from the environment of any program.
    ...{ organization: null, project: null, adminAPIKey: null, webhookSecret: null },
    ...(apiKey ? {} : { defaultHeaders: { Authorization: null } }),
  });

  return async (turn) => {
    const patience = patienceFor(options, turn.signal, stopping);
    const speech = new Speech(turn.say, longestReply);
    const done = new Done();
    const tools = new ModelTools(turn, done);
    try {
      const consented = await answerConsent(turn, done);
      if (consented) speech.addParagraph(consented);
      else await talk(turn, tools, speech, patience);
      if (!speech.text && tools.toDelete.size === 0) speech.addParagraph(done.isNothing ? speechless : done.tell());
    } catch (error) {
      speech.addParagraph(`${wordFailure(error, logger)} ${done.tell()}`);
    } finally {
      patience.end();
    }
    return withQuestion(speech, tools);
  };

  async function talk(turn: Turn, tools: ModelTools, speech: Speech, patience: Patience): Promise<void> {
    const messages = messagesFor(turn);
    const request = { client, model, messages, tools: offered(turn.tools), patience };
    for (let round = 1; round <= mostRounds; round += 1) {
      speech.endParagraph();
      const said = await complete({ ...request, hear: (text) => speech.add(text) });
      if (said.refusal || said.finish === 'content_filter') return speech.addParagraph(declined(said));
      if (said.calls.length === 0) {
        if (said.finish === 'length') speech.addParagraph('(The answer was cut off here.)');
        return;
      }
      messages.push(asMessage(said));
      for (const call of said.calls) {
        patience.signal.throwIfAborted();
        messages.push({ role: 'tool', tool_call_id: call.id, content: await tools.call(call) });
      }
    }
    throw new ToolsExhausted();
  }
}

const speechless = 'I have no answer to that. Try to say it in other words.';

function declined({ refusal }: Completion): string {
  return refusal
    ? `The language model declined: ${refusal.slice(0, 1000)}`
    : 'The language model declined to answer that.';
}

/** Endpoints read back what their model said, and some refuse arguments that are no JSON. */
function asMessage({ text, calls }: Completion): ChatCompletionMessageParam {
  return {
    ...{ role: 'assistant', content: text || null },
    tool_calls: calls.map(({ id, name, arguments: args }) => ({
      ...{ id, type: 'function', function: { name, arguments: jsonOf(args) === undefined ? '{}' : args } },
    })),
  };
}

function withQuestion(speech: Speech, { toDelete }: ModelTools): Reply {
  if (toDelete.size === 0) return { text: speech.text };
  const titles = [...toDelete.values()].map((title) => `"${title}"`);
  speech.addParagraph(`Delete ${titles.join(', ')}? Answer yes or no.`);
  return { text: speech.text, memory: { question: { kind: 'delete', ids: [...toDelete.keys()] } } };
}
