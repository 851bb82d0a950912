import { jsonExcess, tooManyFields } from '../../../../shared/http/json-limits.ts';
import { MalformedRequest } from '../../../../shared/http/problem.ts';
import type { ImportLimits } from '../../limits/limits.ts';

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const byteOrderMark = Buffer.from('\ufeff');

const malformed = () => new MalformedRequest('The body is not valid JSON.');

/** A value of a JSON text that is parsed when it is needed. */
export class JsonPart {
  readonly #bytes: Buffer;
  readonly #limits: ImportLimits;
  /** True if it has more values than anything has that is imported. */
  readonly isTooLarge: boolean;

  constructor(bytes: Buffer, values: number, limits: ImportLimits) {
    this.#bytes = bytes;
    this.#limits = limits;
    this.isTooLarge = values > limits.IMPORT_VALUES_PER_TASK;
  }

  /**
   * Returns the value; null if it is too large.
   * @throws MalformedRequest
   */
  parse(): unknown {
    if (this.isTooLarge) return null;
    const value = parsed(this.#bytes);
    const excess = jsonExcess(value, this.#limits);
    if (excess) throw new MalformedRequest(excess);
    return value;
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw malformed();
  }
}

/**
 * Reads a JSON object without parsing the items of its lists: parsed as a whole, a file of 32 MB may take ten times as much memory.
 * @param lists maps the members that are lists to how many items of them are returned at most; all other members are parsed
 * @throws MalformedRequest
 */
export function readParts(bytes: Buffer, lists: ReadonlyMap<string, number>, limits: ImportLimits): unknown {
  const text = new JsonText(bytes, limits);
  const content = text.takes(openBrace) ? membersOf(text, lists, limits.JSON_FIELDS) : text.value().parse();
  text.requireEnd();
  return content;
}

function membersOf(text: JsonText, lists: ReadonlyMap<string, number>, mostFields: number): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (let count = 1; !text.takes(closeBrace); count += 1) {
    if (count > 1) text.require(comma);
    if (count > mostFields) throw new MalformedRequest(tooManyFields(mostFields));
    const name = text.value().parse();
    if (typeof name !== 'string' || name === '__proto__') throw malformed();
    text.require(colon);
    const most = lists.get(name);
    members[name] = most !== undefined && text.takes(openBracket) ? itemsOf(text, most) : text.value().parse();
  }
  return members;
}

function itemsOf(text: JsonText, most: number): JsonPart[] {
  const items: JsonPart[] = [];
  for (let count = 1; !text.takes(closeBracket); count += 1) {
    if (count > 1) text.require(comma);
    const item = text.value();
    if (count <= most) items.push(item);
  }
  return items;
}

/** Finds where the values of a JSON text end. Whether they are valid is seen when they are parsed. */
class JsonText {
  readonly #bytes: Buffer;
  readonly #limits: ImportLimits;
  #at: number;

  constructor(bytes: Buffer, limits: ImportLimits) {
    this.#bytes = bytes;
    this.#limits = limits;
    this.#at = bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  }

  /** Takes a character if it is the next one after blanks. */
  takes(character: number): boolean {
    this.#skipBlanks();
    if (this.#bytes[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  require(character: number): void {
    if (!this.takes(character)) throw malformed();
  }

  requireEnd(): void {
    this.#skipBlanks();
    if (this.#at < this.#bytes.length) throw malformed();
  }

  value(): JsonPart {
    this.#skipBlanks();
    const start = this.#at;
    const values = this.#skipValue();
    if (this.#at === start) throw malformed();
    return new JsonPart(this.#bytes.subarray(start, this.#at), values, this.#limits);
  }

  #skipBlanks(): void {
    while (isBlank(this.#bytes[this.#at])) this.#at += 1;
  }

  /** @returns how many values it has, roughly */
  #skipValue(): number {
    let values = 1;
    for (let depth = 0; this.#at < this.#bytes.length; this.#at += 1) {
      const character = this.#bytes[this.#at];
      const ends = character === closeBracket || character === closeBrace;
      if (depth === 0 && (ends || character === comma || character === colon || isBlank(character))) return values;
      const begins = character === openBracket || character === openBrace;
      if (begins || character === comma) values += 1;
      if (begins) depth += 1;
      else if (ends) depth -= 1;
      else if (character === quote) this.#at = this.#endOfString();
      else continue;
      if (depth > 0) continue;
      this.#at += 1;
      return values;
    }
    return values;
  }

  /** Returns the place of the quotation mark that ends the string. */
  #endOfString(): number {
    let end = this.#at;
    do {
      end = this.#bytes.indexOf(quote, end + 1);
      if (end < 0) throw malformed();
    } while (this.#isEscaped(end));
    return end;
  }

  #isEscaped(at: number): boolean {
    let backslashes = 0;
    while (this.#bytes[at - 1 - backslashes] === backslash) backslashes += 1;
    return backslashes % 2 === 1;
  }
}

function isBlank(character: number | undefined): boolean {
  return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09;
}
