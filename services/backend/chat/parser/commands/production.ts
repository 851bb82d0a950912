import type { Reader } from '../../../../../shared/language/reader.ts';
import { type Bindings, fits, type Pattern, pattern, said } from '../grammar/pattern.ts';
import { slots } from '../grammar/slots.ts';
import { parseReference } from '../objects/reference.parser.ts';
import type { Reference } from '../objects/reference.ts';
import { unquoted } from '../objects/words.ts';
import type { Command } from './command.ts';

/** A pattern with the command that it means; undefined if its words make no sense together. */
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

/** Words of a question are not the name of a task. */
const asking =
  /^(?:what|which|who|whom|when|where|why|how|is|are|was|were|do|does|did|have|has|am|anything|something|nothing|there|tell|show|i|you|we|it's|that's|this)(?:['’]\w+)?(?:\s|$)/i;

/** A text that begins or ends so is only a part of the name of a task, or a part of a task such as its deadline. */
const incomplete =
  /\s(?:in|down)\s+for\s|^reminder\s|^(?:up|down|off|back|in|out)\s|^(?:an?|another)\s+(?:new\s+)?(?:reminder|alarm|timer|deadline|due\s+date|note|tag|label|task|todo)(?:\s|$)|^(?:the|its)\s+(?:deadline|due\s+date|priority|title|name|description|notes?)\s+(?:of|for|on)\s|\s(?:for|on|in|to|of|by|at|with|from|the|my|and|or|that|which|who|is|are)$|^(?:i|you|we|me)\s|\s(?:on|from|to)\s(?:my|the)\s(?:to-?\s?do\s)?list$/i;

const object = (text: string, reader: Reader): Reference | undefined =>
  incomplete.test(text) ? undefined : parseReference(text.replace(/['’]s$/, ''), reader);

const commandSlots = {
  ...slots,
  object,
  named: (text: string, reader: Reader): Reference | undefined =>
    asking.test(text) ? undefined : object(text, reader),
  /** The name of a list, which must exist. */
  listTitle: (text: string): string | undefined =>
    /^(?:(?:my|the|our|a|an|for|by|on|at|due)(?:\s|$)|(?:to-?\s?do|todo|tasks?)$)|\s(?:except|excluding|apart\s+from|other\s+than|but\s+not|if|when|unless)\s/i.test(
      text,
    )
      ? undefined
      : unquoted(text),
  /** "It", or "them". */
  pronoun(text: string, reader: Reader): Reference | undefined {
    const which = parseReference(text, reader);
    return which?.by === 'it' || which?.by === 'context' ? which : undefined;
  },
};

/** A longer message is a text to add, not a command. */
const mostWords = 40;

/**
 * Returns the command of the first production that fits a whole message. If it fits in several ways, as in "rename a to b to c",
 * the others follow in `or`, and the existing tasks decide.
 * @param first the name of a task that is tried first
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

/** @param commands are tried in this order */
export function chained(commands: readonly Command[]): Command {
  return commands.reduceRight((or, command) => ('which' in command ? withOr(command, or) : command));
}

function withOr<C extends Extract<Command, { which: Reference }>>(command: C, or: Command): C {
  return command.or
    ? { ...command, or: 'which' in command.or ? withOr(command.or, or) : command.or }
    : { ...command, or };
}
