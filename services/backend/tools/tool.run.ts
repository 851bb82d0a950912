import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Transaction } from '../platform/unit-of-work.ts';
import type { Tool, ToolCall } from './tool.ts';

/**
 * Runs the tool of this name in the transaction of the call, and returns its result.
 * @throws Problem for an unknown tool, for invalid arguments, or when the tool refuses
 */
export async function runTool(tools: readonly Tool[], call: ToolCall, name: string, args: unknown): Promise<unknown> {
  const tool = tools.find((tool) => tool.name === name);
  if (!tool) throw new NotFound(`There is no tool "${name}".`);
  return tool.run(call, validate(tool.input, args));
}

/** Runs work within a transaction that goes on afterwards. If the work throws, its changes are rolled back. */
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
    // Otherwise the next flush would write the changed entities after all.
    tx.clear();
    throw error;
  }
}
