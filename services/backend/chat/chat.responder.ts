import type { Owner } from '../tasks/write/task.service.ts';
import type { Tool } from '../tools/tool.ts';
import type { Action } from './chat.schema.ts';
import type { Memory } from './memory.schema.ts';
import type { TaskFinder } from './task.finder.ts';

export interface Said {
  role: 'user' | 'assistant';
  content: string;
  actions: readonly Action[];
}

/** One message to be answered, and what may be done about it. */
export interface Turn {
  message: string;
  owner: Owner;
  now: Date;
  phase5: boolean;
  /** What was said before in this conversation, oldest first: the newest `historyLength` messages. */
  history: readonly Said[];
  /** What the conversation's words refer to. */
  memory: Memory;
  tools: readonly Tool[];
  /**
   * Validates the arguments, runs the tool for this owner, and notes it as an action of the reply.
   * @returns the tool's result
   * @throws Problem for an unknown tool, for arguments that are not its, or when it refuses; nothing is changed then
   */
  call(tool: string, args: unknown): Promise<unknown>;
  /** Looks at this owner's tasks without doing anything: no action of the reply. */
  tasks: TaskFinder;
  /** Hands on a part of the reply while it is being made; nobody may be listening. */
  say(part: string): void;
  /** Aborted when whoever asked is gone. */
  signal: AbortSignal;
}

export interface Reply {
  text: string;
  /** What the next message may refer to, where that is not what the tools of this turn listed and changed. */
  memory?: Partial<Memory>;
}

/**
 * What makes the reply: the parser, or a language model. It catches what its tools refuse and what fails on its own side,
 * and words it; what it throws is a bug, and answered as one.
 */
export type Answerer = (turn: Turn) => Promise<Reply>;

/** How many messages of a conversation an answerer is given. */
export const historyLength = 40;
