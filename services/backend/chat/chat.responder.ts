import type { Reader } from '../../../shared/language/reader.ts';
import type { Owner } from '../tasks/write/task.service.ts';
import type { Tool } from '../tools/tool.ts';
import type { Action, Choice, Proposal } from './chat.schema.ts';
import type { Memory } from './memory.ts';
import type { TaskFinder } from './task.finder.ts';

export interface PastMessage {
  role: 'user' | 'assistant';
  content: string;
  actions: readonly Action[];
}

/** One message of a user, with everything that a responder needs for its reply. */
export interface ChatTurn {
  message: string;
  owner: Owner;
  now: Date;
  eventsEnabled: boolean;
  /** The newest `historyLength` messages of the conversation, oldest first. */
  history: readonly PastMessage[];
  memory: Memory;
  tools: readonly Tool[];
  /**
   * Validates the arguments, runs the tool for this owner, and records it as an action of the reply.
   * @returns the tool's result
   * @throws Problem for an unknown tool, for invalid arguments, or when the tool refuses; nothing is changed then
   */
  call(tool: string, args: unknown): Promise<unknown>;
  /** Finds tasks of this owner; a look-up is not an action of the reply. */
  tasks: TaskFinder;
  /** Streams a part of the reply; without a listener nothing happens. */
  say(part: string): void;
  /** Aborted when the client has disconnected. */
  signal: AbortSignal;
}

/** The person for whom texts are read and written in a turn. */
export function readerOf({ owner: { timeZone, locale }, now }: ChatTurn): Reader {
  return { timeZone, locale, now };
}

export interface Reply {
  text: string;
  /** The changes that are only done after the user has said yes. */
  proposal?: Proposal;
  /** The responses to the reply's question that the page offers. */
  choices?: Choice[];
  /** Overrides what the conversation remembers because of the reply's actions. */
  memory?: Partial<Memory>;
}

/**
 * Makes the reply: the parser, or a language model. It turns what its tools refuse, and failures of its own, into text;
 * an error that it throws is a bug.
 */
export type ChatResponder = (turn: ChatTurn) => Promise<Reply>;

/** How many past messages a responder receives. */
export const historyLength = 40;
