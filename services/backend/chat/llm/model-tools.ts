import type { ChatCompletionTool } from 'openai/resources/chat/completions';
import { z } from 'zod';
import { Problem } from '../../../../shared/http/problem.ts';
import type { Tool } from '../../tools/tool.ts';
import type { Turn } from '../chat.responder.ts';
import type { Done } from './change.summary.ts';
import type { RequestedCall } from './completion.ts';
import { forModel } from './tool.result.ts';

/** Refusals that a model may try to mend within one reply. */
const mostRefusals = 6;
/** Calls within one reply, so that a list of fifty can be worked off, and a loop cannot. */
const mostCalls = 60;

/** Of one result, of all of them together, and what is left for each when that is used up. */
const longestResult = 12_000;
const mostResults = 80_000;
const shortestResult = 500;

/** The model goes on although it was told often enough that it is wrong, or has done enough. */
export class ToolsExhausted extends Error {
  override name = 'ToolsExhausted';
}

/** As the endpoint is told of them. The model cannot confirm a deletion, so it is not told that one could. */
export function offered(tools: readonly Tool[]): ChatCompletionTool[] {
  return tools.map(({ name, description, input }) => {
    const isDelete = name === 'delete';
    const { $schema, ...parameters } = z.toJSONSchema(isDelete ? input.omit({ confirm: true }) : input, {
      io: 'input',
    });
    return { type: 'function', function: { name, description: isDelete ? deleteAsks : description, parameters } };
  });
}
const deleteAsks =
  'Asks the user whether a task is to be deleted; it is deleted only if their next message says yes. Nothing is deleted yet.';

/** The tools in the hands of a model, for one reply. */
export class ModelTools {
  /** Tasks whose deletion the user is to be asked about: id to title. */
  readonly toDelete = new Map<string, string>();
  readonly #turn: Turn;
  readonly #done: Done;
  #calls = 0;
  /** Characters of results that the model may still be given. */
  #room = mostResults;
  #refusals = 0;
  #hasUndone = false;

  constructor(turn: Turn, done: Done) {
    this.#turn = turn;
    this.#done = done;
  }

  /**
   * @returns what the model is told of it, as text
   * @throws ToolsExhausted; whatever a tool throws that is no Problem
   */
  async call({ name, arguments: text }: RequestedCall): Promise<string> {
    this.#calls += 1;
    if (this.#calls > mostCalls) throw new ToolsExhausted();
    try {
      const told = forModel(await this.#run(name, argumentsIn(text)), Math.min(longestResult, this.#room));
      this.#room = Math.max(shortestResult, this.#room - told.length);
      return told;
    } catch (error) {
      if (!(error instanceof Problem) && !(error instanceof NotAllowed)) throw error;
      this.#refusals += 1;
      if (this.#refusals > mostRefusals) throw new ToolsExhausted();
      return forModel({ error: error.message }, longestResult);
    }
  }

  async #run(name: string, args: Record<string, unknown>): Promise<unknown> {
    if (name === 'delete') return this.#askToDelete(args);
    if (name === 'undo' && this.#hasUndone) throw new NotAllowed('Undo only once for each message of the user.');
    const result = await this.#turn.call(name, args);
    this.#hasUndone ||= name === 'undo';
    this.#done.note(name, result);
    return result;
  }

  /** Whatever the model was talked into: a task is deleted by a person who was shown its title, and not within this reply. */
  async #askToDelete({ confirm: _, ...args }: Record<string, unknown>): Promise<unknown> {
    const { wouldDelete } = deletionAsked.parse(await this.#turn.call('delete', args));
    this.toDelete.set(wouldDelete.id, wouldDelete.title);
    return { notDeletedYet: wouldDelete, next: 'The user is asked at the end of your answer. Do not ask yourself.' };
  }
}

const deletionAsked = z.object({ wouldDelete: z.object({ id: z.string(), title: z.string() }) });

class NotAllowed extends Error {}

function argumentsIn(text: string): Record<string, unknown> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(jsonOf(text || '{}'));
  if (!parsed.success) throw new NotAllowed('The arguments are not a JSON object.');
  return parsed.data;
}

/** @returns undefined for what is no JSON */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
