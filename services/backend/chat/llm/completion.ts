import type OpenAI from 'openai';
import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { Patience } from './reply.timeout.ts';

/** A tool call as the model wrote it: the arguments are text, and may be anything. */
export interface RequestedCall {
  id: string;
  name: string;
  arguments: string;
}

/** A call whose parts are still coming. */
interface ReceivedCall extends RequestedCall {
  index: number | undefined;
}

/** What the model said in one go. */
export interface Completion {
  text: string;
  calls: ReceivedCall[];
  /** Its own words for not answering. */
  refusal: string;
  /** `stop`, `tool_calls`, `length`, `content_filter`, or whatever else an endpoint calls it. */
  finish: string;
}

/** The stream ended, or said something, as no stream of this protocol does. */
export class BrokenStream extends Error {
  override name = 'BrokenStream';
}

/** More than a list of todos can be the reason of. */
export class TooLong extends Error {
  override name = 'TooLong';
}

/** What counts of a chunk; endpoints differ in what they leave out and what they add. */
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

const longestArguments = 64 * 1024;

/** The most calls that are read of one completion; more would be a loop. */
const mostCalls = 32;

export interface Asked {
  client: OpenAI;
  model: string;
  messages: ChatCompletionMessageParam[];
  tools: ChatCompletionTool[];
  patience: Patience;
  /** Takes the text as it comes; answers false where there is no room for more. */
  hear: (text: string) => boolean;
}

/**
 * Asks for one completion, streamed.
 * @throws BrokenStream, TooLong, what the SDK throws (APIError and its kinds), or the reason for which patience ended
 */
export async function complete({ client, model, messages, tools, patience, hear }: Asked): Promise<Completion> {
  const heard: Completion = { text: '', calls: [], refusal: '', finish: '' };
  const { signal } = patience;
  patience.begin();
  try {
    const stream = await client.chat.completions.create({ model, messages, tools, stream: true }, { signal });
    for await (const part of stream) {
      patience.renew();
      take(heard, read(part), hear);
    }
  } catch (error) {
    // Whatever an interruption looks like from inside, what counts is who interrupted.
    if (!signal.aborted) throw error;
  } finally {
    patience.pause();
  }
  signal.throwIfAborted();
  if (!heard.finish) throw new BrokenStream('The stream ended before the answer did.');
  return heard;
}

function read(part: unknown) {
  const result = chunk.safeParse(part);
  if (!result.success) throw new BrokenStream('A chunk is not of this protocol.');
  return result.data.choices?.[0];
}

function take(heard: Completion, choice: ReturnType<typeof read>, hear: Asked['hear']): void {
  const { content, refusal, tool_calls: calls } = choice?.delta ?? {};
  if (content) {
    heard.text += content;
    if (!hear(content)) throw new TooLong('The answer is too long.');
  }
  heard.refusal += refusal ?? '';
  for (const call of calls ?? []) takeCall(heard.calls, call);
  heard.finish = choice?.finish_reason ?? heard.finish;
}

/** Parts of a call share its index. Some endpoints give all calls the same one, or none, but then each its own id. */
function takeCall(calls: ReceivedCall[], part: NonNullable<NonNullable<Delta>['tool_calls']>[number]): void {
  const index = part.index ?? undefined;
  const known = calls.findLast((call) => index === undefined || call.index === index);
  const isNew = !known || (part.id && part.id !== known.id);
  const call = isNew ? { index, id: part.id || `call_${calls.length}`, name: '', arguments: '' } : known;
  if (isNew) calls.push(call);
  call.name = part.function?.name || call.name;
  call.arguments += part.function?.arguments ?? '';
  if (calls.length > mostCalls || call.arguments.length > longestArguments) {
    throw new TooLong('The tool calls are too long.');
  }
}
