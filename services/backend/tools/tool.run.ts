import type { Transaction } from '../../../shared/database/orm.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Tool, ToolCall } from './tool.ts';

/**
 * Runs a tool by its name, in the transaction of the call.
 * @throws Problem for an unknown tool, for arguments that are not its, or when it refuses
 */
export async function runTool(
  tools: readonly Tool[],
  call: ToolCall,
  name: string,
  args: unknown,
): Promise<{ result: unknown }> {
  const tool = tools.find((tool) => tool.name === name);
  if (!tool) throw new NotFound(`There is no tool "${name}".`);
  const input = validate(tool.input, args);
  return { result: await tool.run(call, input) };
}

/** Within a transaction that goes on: what throws leaves nothing behind. */
export async function orNothing<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  await tx.flush();
  await tx.execute('savepoint attempt');
  try {
    const result = await work();
    await tx.flush();
    await tx.execute('release savepoint attempt');
    return result;
  } catch (error) {
    await tx.execute('rollback to savepoint attempt');
    // Entities that were changed on the way are not to be written after all.
    tx.clear();
    throw error;
  }
}
