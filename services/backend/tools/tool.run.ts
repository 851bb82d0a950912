import type { z } from 'zod';
import { jsonExcess } from '../../../shared/http/json-limits.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import { defaultConnectionLimits } from '../../../shared/limits.ts';
import type { Transaction } from '../platform/unit-of-work.ts';
import type { Tool, ToolCall } from './tool.ts';

/**
 * Runs the tool of this name in the transaction of the call, and returns its result.
 * @throws Problem for an unknown tool, for invalid arguments, or when the tool refuses
 */
export async function runTool(tools: readonly Tool[], call: ToolCall, name: string, args: unknown): Promise<unknown> {
  const [tool, input] = checkCall(tools, name, args);
  return tool.run(call, input);
}

/**
 * Returns the tool of this name, and the arguments as its schema reads them.
 * @throws Problem for an unknown tool and for invalid arguments
 */
export function checkCall(
  tools: readonly Tool[],
  name: string,
  args: unknown,
): [tool: Tool, input: Record<string, unknown>] {
  const tool = tools.find((tool) => tool.name === name);
  if (!tool) throw new NotFound(`There is no tool "${name}".`);
  return [tool, validate(tool.input, correctedArguments(tool.input, args))];
}

/**
 * Corrects arguments that the schema refuses, at any depth: a `null` may stand for an optional argument that was left out, and
 * text for the list, object, number or boolean that it contains. A `null` with a meaning, such as clearing a due, is valid and
 * stays.
 */
function correctedArguments(schema: z.ZodType, args: unknown): unknown {
  const { error } = schema.safeParse(args);
  if (!error) return args;
  const cleaned = structuredClone(args);
  let hasReadText = false;
  for (const issue of error.issues) {
    const { code, path } = issue;
    if (path.length === 0) continue;
    const value = valueAt(cleaned, path);
    const read = code === 'invalid_type' && typeof value === 'string' ? valueOfText(value, issue.expected) : undefined;
    if (read !== undefined) {
      Reflect.set(valueAt(cleaned, path.slice(0, -1)) as object, path.at(-1)!, read);
      hasReadText = true;
    }
    // A union refuses a whole object, or fields that only its other objects have.
    else if (code === 'invalid_union' || code === 'unrecognized_keys') removeNulls(value);
    else removeNulls(valueAt(cleaned, path.slice(0, -1)), path.at(-1));
  }
  // The value that was read from text may itself be refused.
  return hasReadText ? correctedArguments(schema, cleaned) : cleaned;
}

/** @returns undefined if the text is not JSON of this type */
function valueOfText(text: string, type: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (jsonExcess(value, defaultConnectionLimits)) return undefined;
    return type === (Array.isArray(value) ? 'array' : typeof value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @param field removes only this field if it is null; without it, all fields that are null */
function removeNulls(value: unknown, field?: PropertyKey): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const key of Object.keys(value)) {
    const isSelected = field === undefined || key === field;
    if (isSelected && Reflect.get(value, key) === null) Reflect.deleteProperty(value, key);
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((parent, key) => (parent as Record<PropertyKey, unknown> | null)?.[key], value);
}

/** Runs work in a savepoint of the transaction, which stays usable. If the work throws, its changes are rolled back. */
export async function withSavepoint<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  await tx.flush();
  await tx.execute('savepoint attempt');
  try {
    const result = await work();
    await tx.flush();
    await tx.execute('release savepoint attempt');
    return result;
  } catch (error) {
    await tx.execute('rollback to savepoint attempt');
    // The changed entities must be forgotten, or the next flush would write them.
    tx.clear();
    throw error;
  }
}
