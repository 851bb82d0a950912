import type { z } from 'zod';
import type { Transaction } from '../../../shared/database/orm.ts';
import type { ChangeContext } from '../tasks/write/task.changes.ts';
import type { Owner } from '../tasks/write/task.service.ts';

/** For whom a tool acts, and in which transaction. A tool reaches nothing but this owner's tasks. */
export interface ToolCall {
  tx: Transaction;
  context: ChangeContext;
  owner: Owner;
  /** A UUID that the calls for one message share: they are undone together. Without one, a call is undone by itself. */
  turn?: string;
}

/** One thing the chatbot can do: the same for the parser, a language model and MCP clients. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  /** What it is called by: `add`, `list`, … */
  name: string;
  title: string;
  /** For a language model: what it does, and when to use it. */
  description: string;
  input: Input;
  /** MCP's tool annotations (specification 2025-06-18, `ToolAnnotations`). */
  annotations: { readOnlyHint: boolean; destructiveHint: boolean; idempotentHint: boolean; openWorldHint: false };
  /**
   * @returns what REST would answer: tasks, or what was found; JSON.
   * @throws Problem when the task service refuses. The transaction is to be rolled back then: nothing is changed.
   */
  run(call: ToolCall, input: z.output<Input>): Promise<unknown>;
}

/** Lets `run` know its input, and a list hold tools of any. */
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool {
  return tool as unknown as Tool;
}

export const reads = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;
export const changes = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: false,
} as const;
