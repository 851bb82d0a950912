import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import type { Orm, Transaction } from '../../../shared/database/orm.ts';
import type { Topic } from '../../../shared/events/topics.ts';
import { AccountGone } from '../accounts/account.service.ts';
import { topicsAddedIn } from '../outbox/outbox.ts';

/** Runs a service function in a transaction of its own. What it answers is committed. */
export type Commit = <Result>(work: (tx: Transaction) => Result | Promise<Result>) => Promise<Result>;

/** Told after a commit to which topics it added events: wakes the relay, which finds them in the outbox. */
export type OnCommit = (topics: ReadonlySet<Topic>) => void;

export function committer(orm: Orm, onCommit: OnCommit = () => undefined): Commit {
  return async (work) => {
    let topics: ReadonlySet<Topic> = new Set();
    const result = await orm.em
      .fork()
      .transactional(async (tx) => {
        const answer = await work(tx);
        topics = topicsAddedIn(tx);
        return answer;
      })
      .catch(explain);
    onCommit(topics);
    return result;
  };
}

/** Rows refer to their owner, and only deleting an account removes what others refer to. */
function explain(error: unknown): never {
  if (error instanceof ForeignKeyConstraintViolationException) throw new AccountGone();
  throw error;
}
