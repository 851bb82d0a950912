import type OpenAI from 'openai';
import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { ReplyTimeout } from './reply.timeout.ts';

/** A tool call as the model wrote it. The arguments are text that may not be valid JSON. */
export interface RequestedCall {
  id: string;
  name: string;
  arguments: string;
}

/** A call that may still receive more parts. */
interface ReceivedCall extends RequestedCall {
  index: number | undefined;
}

/** One complete response of the model. */
export interface Completion {
  text: string;
  calls: ReceivedCall[];
  /** The model's explanation why it refuses to respond. */
  refusal: string;
  /** `stop`, `tool_calls`, `length`, `content_filter`, or another value that an endpoint uses. */
  finishReason: string;
}

/** The stream ended too early, or violated the protocol. */
export class BrokenStream extends Error {
  override name = 'BrokenStream';
}

/** The model sent more text than a todo list needs. */
export class TooLong extends Error {
  override name = 'TooLong';
}

/** The used parts of a chunk. Endpoints differ in what they leave out and add. */
const chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z
              .array(
                z.object({
                  index: z.int().min(0).nullish(),
                  id: z.string().nullish(),
                  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
});
type Delta = NonNullable<z.output<typeof chunk>['choices']>[number]['delta'];

const maxArgumentsLength = 64 * 1024;

/** A completion with more calls is probably a loop. */
const maxCalls = 32;

export interface CompletionRequest {
  client: OpenAI;
  model: string;
  messages: ChatCompletionMessageParam[];
  tools: ChatCompletionTool[];
  timeout: ReplyTimeout;
  /** Receives the text as it arrives, and returns false when the reply is too long. */
  onText: (text: string) => boolean;
}

/**
 * Requests one streamed completion.
 * @throws BrokenStream, TooLong, ReplyStopped, or an error of the SDK (APIError and its subclasses)
 */
export async function complete({
  client,
  model,
  messages,
  tools,
  timeout,
  onText,
}: CompletionRequest): Promise<Completion> {
  const completion: Completion = { text: '', calls: [], refusal: '', finishReason: '' };
  const { signal } = timeout;
  timeout.restartIdle();
  try {
    const stream = await client.chat.completions.create({ model, messages, tools, stream: true }, { signal });
    for await (const part of stream) {
      timeout.restartIdle();
      addChoice(completion, parseChunk(part), onText);
    }
  } catch (error) {
    // An abort surfaces as various errors, so the reason of the signal is thrown instead.
    if (!signal.aborted) throw error;
  } finally {
    timeout.pauseIdle();
  }
  signal.throwIfAborted();
  if (!completion.finishReason) throw new BrokenStream('The stream ended before the answer did.');
  return completion;
}

function parseChunk(part: unknown) {
  const result = chunk.safeParse(part);
  if (!result.success) throw new BrokenStream('A chunk is not of this protocol.');
  return result.data.choices?.[0];
}

function addChoice(
  completion: Completion,
  choice: ReturnType<typeof parseChunk>,
  onText: CompletionRequest['onText'],
): void {
  const { content, refusal, tool_calls: calls } = choice?.delta ?? {};
  if (content) {
    completion.text += content;
    if (!onText(content)) throw new TooLong('The answer is too long.');
  }
  completion.refusal += refusal ?? '';
  for (const call of calls ?? []) addCallPart(completion.calls, call);
  completion.finishReason = choice?.finish_reason ?? completion.finishReason;
}

/**
 * The parts of a call share its index. Some endpoints use the same index for all calls or none at all, but give each call an id.
 */
function addCallPart(calls: ReceivedCall[], part: NonNullable<NonNullable<Delta>['tool_calls']>[number]): void {
  const index = part.index ?? undefined;
  const known = calls.findLast((call) => index === undefined || call.index === index);
  const isNew = !known || (part.id && part.id !== known.id);
  const call = isNew ? { index, id: part.id || `call_${calls.length}`, name: '', arguments: '' } : known;
  if (isNew) calls.push(call);
  call.name = part.function?.name || call.name;
  call.arguments += part.function?.arguments ?? '';
  if (calls.length > maxCalls || call.arguments.length > maxArgumentsLength) {
    throw new TooLong('The tool calls are too long.');
  }
}
