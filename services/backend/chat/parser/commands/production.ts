import type { Reader } from '../../../../../shared/language/reader.ts';
import { type Bindings, fits, type Pattern, pattern, said } from '../grammar/pattern.ts';
import { slots } from '../grammar/slots.ts';
import { parseReference } from '../objects/reference.parser.ts';
import type { Reference } from '../objects/reference.ts';
import type { Command } from './command.ts';

/** A pattern and the command that it means; undefined where its words make no sense together. */
export type Production = readonly [pattern: string, meaning: (bindings: never, reader: Reader) => Command | undefined];

export interface CompiledProduction {
  pattern: Pattern;
  meaning: (bindings: Bindings, reader: Reader) => Command | undefined;
}

export function productions(written: readonly Production[]): readonly CompiledProduction[] {
  return written.map(([text, meaning]) => ({
    pattern: pattern(text),
    meaning: meaning as CompiledProduction['meaning'],
  }));
}

/** What asks for something is no name of a task. */
const asking =
  /^(?:what|which|who|whom|when|where|why|how|is|are|was|were|do|does|did|have|has|am|anything|something|nothing|there|i|you|we|it's|that's|this)(?:['’]\w+)?(?:\s|$)/i;

const commandSlots = {
  ...slots,
  object: (text: string, reader: Reader) => parseReference(text.replace(/['’]s$/, ''), reader),
  named: (text: string, reader: Reader): Reference | undefined =>
    asking.test(text) ? undefined : parseReference(text, reader),
};

/** A longer message is a text to add, and no command. */
const mostWords = 60;

/**
 * The command of the first production that fits a whole message. Where it fits in several ways, as "rename a to b to c" does, the others
 * follow in `or`: the tasks that exist decide.
 * @param first which name of a task is tried first
 */
export function firstCommand(
  text: string,
  known: readonly CompiledProduction[],
  reader: Reader,
  first: 'shortest' | 'longest' = 'shortest',
): Command | undefined {
  const message = said(text, reader, commandSlots);
  if (message.tokens.length > mostWords) return undefined;
  for (const { pattern, meaning } of known) {
    const commands: Command[] = [];
    for (const bindings of fits(pattern, message)) {
      const command = meaning(bindings, reader);
      if (command) commands.push(command);
    }
    if (commands.length > 0) return chained(first === 'shortest' ? commands : commands.reverse());
  }
  return undefined;
}

/** @param commands in the order in which they are tried */
export function chained(commands: readonly Command[]): Command {
  return commands.reduceRight((or, command) => ('which' in command ? withOr(command, or) : command));
}

function withOr<C extends Extract<Command, { which: Reference }>>(command: C, or: Command): C {
  return command.or
    ? { ...command, or: 'which' in command.or ? withOr(command.or, or) : command.or }
    : { ...command, or };
}
