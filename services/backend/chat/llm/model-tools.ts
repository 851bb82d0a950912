import type { ChatCompletionTool } from 'openai/resources/chat/completions';
import { z } from 'zod';
import { Problem } from '../../../../shared/http/problem.ts';
import { checkCall } from '../../tools/tool.run.ts';
import { toolSchema } from '../../tools/tool.schema.ts';
import type { Tool } from '../../tools/tool.ts';
import type { ChatTurn } from '../chat.responder.ts';
import type { PresentedTask } from '../parser/replies/reply.text.ts';
import { type Call, differences } from '../parser/replies/step.ts';
import type { ChangeSummary } from './change.summary.ts';
import type { RequestedCall } from './completion.ts';
import { toolResultText } from './tool.result.ts';

/** In one reply, a model may make this many calls that fail. */
const maxRefusals = 6;
/** In one reply, a model may make this many calls. That is enough for fifty tasks, and ends a loop. */
const maxCalls = 60;

/** The limits in characters: for one result, for all results of a reply together, and for one result once that is used up. */
const maxResultLength = 12_000;
const maxTotalLength = 80_000;
const minResultLength = 500;

/** The model made too many calls, or too many that failed. */
export class ToolsExhausted extends Error {
  override name = 'ToolsExhausted';
}

/** Returns the tools in the endpoint's format. The model cannot confirm a deletion, so `confirm` is left out. */
export function toolDefinitions(tools: readonly Tool[]): ChatCompletionTool[] {
  return tools.map(({ name, description, input }) => {
    const isDelete = name === 'delete' || name === 'delete_several';
    const { $schema, ...parameters } = toolSchema(isDelete ? input.omit({ confirm: true }) : input);
    return {
      type: 'function',
      function: { name, description: isDelete ? deleteDescription : description, parameters },
    };
  });
}
const deleteDescription =
  'Asks the user whether a task is to be deleted; it is deleted only if their next message says yes. Nothing is deleted yet.';

/** Runs the tool calls of one reply. */
export class ModelTools {
  /** The calls that the user has to confirm: all deletions, and the changes of more tasks than a reply may change unasked. */
  readonly proposed: Call[] = [];
  readonly #changed = new Set<string>();
  readonly #turn: ChatTurn;
  readonly #changes: ChangeSummary;
  #calls = 0;
  /** The model may still receive this many characters of results. */
  #remainingLength = maxTotalLength;
  #refusals = 0;
  #hasUndone = false;

  constructor(turn: ChatTurn, changes: ChangeSummary) {
    this.#turn = turn;
    this.#changes = changes;
  }

  /**
   * @returns the result as text for the model
   * @throws ToolsExhausted, and errors of a tool other than a Problem
   */
  async call({ name, arguments: text }: RequestedCall): Promise<string> {
    this.#calls += 1;
    if (this.#calls > maxCalls) throw new ToolsExhausted();
    try {
      const limit = Math.min(maxResultLength, this.#remainingLength);
      const result = toolResultText(await this.#run(name, parseArguments(text)), limit);
      this.#remainingLength = Math.max(minResultLength, this.#remainingLength - result.length);
      return result;
    } catch (error) {
      if (!(error instanceof Problem) && !(error instanceof InvalidCall)) throw error;
      this.#refusals += 1;
      if (this.#refusals > maxRefusals) throw new ToolsExhausted();
      return toolResultText({ error: error.message }, maxResultLength);
    }
  }

  async #run(name: string, args: Record<string, unknown>): Promise<unknown> {
    if (name === 'delete') return this.#proposeDeletion(args);
    const single = singleTools[name];
    if (single) return this.#runSeveral(single, args);
    if (name === 'undo' && this.#hasUndone) throw new InvalidCall('Undo only once for each message of the user.');
    const { id } = args;
    if (changing.includes(name) && typeof id === 'string') {
      if (this.#changed.size >= mostChanged && !this.#changed.has(id)) return this.#propose(name, id, args);
      this.#changed.add(id);
    }
    const result = await this.#turn.call(name, args);
    this.#hasUndone ||= name === 'undo';
    this.#changes.add(name, result);
    return result;
  }

  /**
   * Proposes a deletion. The task is only deleted after the user has seen its title and confirmed, whatever a prompt makes the
   * model do.
   */
  async #proposeDeletion({ confirm: _, ...args }: Record<string, unknown>): Promise<unknown> {
    const { wouldDelete } = deletionPreview.parse(await this.#turn.call('delete', args));
    return this.#propose('delete', wouldDelete.id, { ...args, confirm: true });
  }

  /** Runs a tool for a set as one call for each task. A set of more than a few tasks is proposed as a whole. */
  async #runSeveral(tool: string, { ids, changes = {} }: Record<string, unknown>): Promise<unknown> {
    const { success, data } = z.array(z.string()).min(1).max(100).safeParse(ids);
    if (!success) throw new InvalidCall('"ids" must be a list of ids of tasks.');
    const items: unknown[] = [];
    for (const id of data) {
      const args = { ...(changes as object), id };
      const isProposed = data.length > mostChanged && tool !== 'delete';
      items.push(await (isProposed ? this.#propose(tool, id, args) : this.#run(tool, args)));
    }
    return { items };
  }

  /** Keeps a call until the user has seen and confirmed it. A later call for the same task replaces it. */
  async #propose(tool: string, id: string, args: Record<string, unknown>): Promise<unknown> {
    const [, { id: _, due, ...fields }] = checkCall(this.#turn.tools, tool, args);
    if ('listId' in fields) await this.#turn.tasks.lists();
    const [task] = await this.#turn.tasks.byIds([id]);
    if (!task) throw new InvalidCall('There is no such task.');
    const whole = due
      ? { due: { time: null, timeZone: this.#turn.owner.timeZone, ...due } }
      : due === null
        ? { due }
        : {};
    const changes = tool === 'update' ? differences(task, { ...task, ...fields, ...whole } as PresentedTask) : {};
    const others = this.proposed.filter((call) => call.tool !== tool || call.task.id !== id);
    this.proposed.splice(0, Infinity, ...others, { task, tool, arguments: args, changes });
    return { notDoneYet: task, next: 'The user is asked at the end of your answer. Do not ask yourself.' };
  }
}

/** For each tool for sets, the tool that does the same to one task. */
const singleTools: Readonly<Record<string, string>> = {
  complete_several: 'complete',
  update_several: 'update',
  delete_several: 'delete',
};

/** The tools that change one existing task. */
const changing = ['update', 'move', 'complete', 'reopen', 'snooze', 'skip'];
/** A reply may change this many tasks without asking the user. */
const mostChanged = 5;

const deletionPreview = z.object({ wouldDelete: z.object({ id: z.string() }) });

class InvalidCall extends Error {}

function parseArguments(text: string): Record<string, unknown> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(text || '{}'));
  if (!parsed.success) throw new InvalidCall('The arguments are not a JSON object.');
  return parsed.data;
}

/** @returns undefined if the text is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
