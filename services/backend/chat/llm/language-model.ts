import OpenAI from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { Logger } from '../../../../shared/logger.ts';
import type { ChatResponder, ChatTurn, Reply } from '../chat.responder.ts';
import { parseConfirmation } from '../confirmation.ts';
import { confirmProposal, propose } from '../parser/replies/step.run.ts';
import { ChangeSummary } from './change.summary.ts';
import { type Completion, complete } from './completion.ts';
import { describeFailure } from './failure.text.ts';
import { ModelTools, parseJson, ToolsExhausted, toolDefinitions } from './model-tools.ts';
import { messagesFor } from './prompt.ts';
import { type ReplyLimits, type ReplyTimeout, startReplyTimeout } from './reply.timeout.ts';
import { ReplyWriter } from './reply.writer.ts';

export interface LanguageModelOptions extends ReplyLimits {
  /** The URL of any endpoint that implements OpenAI's chat completions, such as `http://localhost:11434/v1`. */
  baseUrl: string;
  model: string;
  apiKey?: string | undefined;
}

interface Dependencies {
  logger: Logger;
  /** Aborted when the process is about to stop. */
  stopping: AbortSignal;
}

/** The completions of one reply: the model looks something up, acts, looks again, and responds. */
const maxRounds = 10;
const maxReplyLength = 8_000;

/**
 * Responds through a language model with tool calls. Each call commits by itself and no transaction is open between calls, so the
 * changes that a reply reports stay even if it ends early. The model can only propose a deletion; the user confirms it.
 */
export function languageModel(options: LanguageModelOptions, { logger, stopping }: Dependencies): ChatResponder {
  const { baseUrl, model, apiKey } = options;
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    maxRetries: 1,
    logLevel: 'off',
    // The reply's own time-outs end first, because their messages are clearer.
    timeout: 2 * options.totalMs,
    // Without these, the SDK reads them from the environment.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    ...(apiKey ? {} : { defaultHeaders: { Authorization: null } }),
  });

  return async (turn) => {
    const timeout = startReplyTimeout(options, turn.signal, stopping);
    const writer = new ReplyWriter(turn.say, maxReplyLength);
    const changes = new ChangeSummary();
    const tools = new ModelTools(turn, changes);
    try {
      const confirmed = await answerConfirmation(turn);
      if (confirmed) {
        writer.addParagraph(confirmed.text);
        return confirmed;
      }
      await converse(turn, tools, writer, timeout);
      if (!writer.text && tools.proposed.length === 0) writer.addParagraph(changes.isEmpty ? emptyReply : changes.text);
    } catch (error) {
      writer.addParagraph(`${describeFailure(error, logger)} ${changes.text}`);
    } finally {
      timeout.end();
    }
    return withProposal(turn, writer, tools);
  };

  async function converse(turn: ChatTurn, tools: ModelTools, writer: ReplyWriter, timeout: ReplyTimeout) {
    const messages = messagesFor(turn);
    const request = { client, model, messages, tools: toolDefinitions(turn.tools), timeout };
    for (let round = 1; round <= maxRounds; round += 1) {
      writer.endParagraph();
      const completion = await complete({ ...request, onText: (text) => writer.add(text) });
      if (completion.refusal || completion.finishReason === 'content_filter') {
        return writer.addParagraph(refusalText(completion));
      }
      if (completion.calls.length === 0) {
        if (completion.finishReason === 'length') writer.addParagraph('(The answer was cut off here.)');
        return;
      }
      messages.push(assistantMessage(completion));
      for (const call of completion.calls) {
        timeout.signal.throwIfAborted();
        messages.push({ role: 'tool', tool_call_id: call.id, content: await tools.call(call) });
      }
    }
    throw new ToolsExhausted();
  }
}

/**
 * Does what the previous reply proposed, if this message is a plain yes. The model cannot influence this.
 * @returns undefined if there was no proposal, or the message is neither yes nor no
 */
async function answerConfirmation(turn: ChatTurn): Promise<Reply | undefined> {
  const { question } = turn.memory;
  const confirmation = question?.kind === 'proposal' && parseConfirmation(turn.message);
  if (!confirmation) return undefined;
  if (confirmation === 'yes') return confirmProposal(turn, question.steps);
  const isDeletion = question.steps.every(({ tool }) => tool === 'delete');
  return { text: isDeletion ? 'All right, nothing was deleted.' : 'All right, I did nothing.' };
}

const emptyReply = 'I have no answer to that. Try to say it in other words.';

function refusalText({ refusal }: Completion): string {
  return refusal
    ? `The language model declined: ${refusal.slice(0, 1000)}`
    : 'The language model declined to answer that.';
}

/** Returns a completion as a message for the endpoint. Some endpoints reject tool arguments that are not JSON. */
function assistantMessage({ text, calls }: Completion): ChatCompletionMessageParam {
  return {
    role: 'assistant',
    content: text || null,
    tool_calls: calls.map(({ id, name, arguments: args }) => ({
      id,
      type: 'function',
      function: { name, arguments: parseJson(args) === undefined ? '{}' : args },
    })),
  };
}

function withProposal(turn: ChatTurn, writer: ReplyWriter, { proposed }: ModelTools): Reply {
  if (proposed.length === 0) return { text: writer.text };
  const { text, proposal, memory } = propose(turn, proposed);
  writer.addParagraph(text);
  return { text: writer.text, ...(proposal ? { proposal } : {}), ...(memory ? { memory } : {}) };
}
