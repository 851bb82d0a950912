import { z } from 'zod';
import type { Transaction } from '../platform/unit-of-work.ts';
import type { ChangeContext } from '../tasks/write/task.changes.ts';
import type { Owner } from '../tasks/write/task.service.ts';

/** The owner for whom a tool acts, and the transaction. A tool reaches only this owner's tasks. */
export interface ToolCall {
  tx: Transaction;
  context: ChangeContext;
  owner: Owner;
  /** A UUID shared by the calls of one chat turn, which are undone together. A call without it is undone alone. */
  turnId?: string;
}

/** An action of the chatbot. The parser, language models and MCP clients share the same tools. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  /** `add`, `list`, … */
  name: string;
  title: string;
  /** Tells a language model what the tool does, and when to use it. */
  description: string;
  input: Input;
  /** MCP's tool annotations (specification 2025-06-18, `ToolAnnotations`). */
  annotations: { readOnlyHint: boolean; destructiveHint: boolean; idempotentHint: boolean; openWorldHint: false };
  /**
   * @returns JSON, as a REST response has it: tasks, or a page of them
   * @throws Problem when the task service refuses. The caller then rolls the transaction back.
   */
  run(call: ToolCall, input: z.output<Input>): Promise<unknown>;
}

/** Infers the input of `run`, and returns a type that fits into a list of tools. */
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool {
  return tool as unknown as Tool;
}

export const readOnly = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;
/** For a tool that adds something and changes nothing else. */
export const addsTasks = { ...readOnly, readOnlyHint: false, idempotentHint: false } as const;
/** For a tool that overwrites or removes something, which MCP calls destructive. */
export const changesTasks = { ...addsTasks, destructiveHint: true } as const;

/** For a tool of which a repetition changes nothing more. */
export const changesTasksOnce = { ...changesTasks, idempotentHint: true } as const;

export const taskId = z.uuid('Must be a UUID.').toLowerCase().describe('The id of the task.');
