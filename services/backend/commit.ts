import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import type { Orm, Transaction } from '../../shared/database/orm.ts';
import { AccountGone } from './auth/account.service.ts';

/** Runs a service function in a transaction of its own. What it answers is committed. */
export type Commit = <Result>(work: (tx: Transaction) => Result | Promise<Result>) => Promise<Result>;

/** @param onCommit is told after each commit: it wakes the relay, which finds what was added to the outbox. */
export function committer(orm: Orm, onCommit: () => void): Commit {
  return async (work) => {
    const result = await orm.em
      .fork()
      .transactional(async (tx) => work(tx))
      .catch(explain);
    onCommit();
    return result;
  };
}

/** Rows refer to their owner, and only deleting an account removes what others refer to. */
function explain(error: unknown): never {
  if (error instanceof ForeignKeyConstraintViolationException) throw new AccountGone();
  throw error;
}
