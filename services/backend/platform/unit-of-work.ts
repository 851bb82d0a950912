import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import type { Orm } from '../../../shared/database/orm.ts';
import type { Topic } from '../../../shared/events/topics.ts';
import { Unauthenticated } from '../../../shared/http/problem.ts';
import type { Quota } from './quota.ts';

/** The EntityManager of one transaction: the first argument of every function whose writes commit with its caller's. */
export type Transaction = Orm['em'] & {
  /** The topics of the events that this transaction has added to the outbox. */
  readonly eventTopics: Set<Topic>;
  /** Limits what the user may write; undefined if no user asked for this transaction. */
  readonly quota: Quota | undefined;
  /** The number of tasks that the transaction has written for each user who asked for it. */
  readonly writes: Map<string, number>;
};

export interface UnitOfWork {
  /** Runs `work` in a transaction of its own, and resolves with its result when that is committed. */
  readonly transactional: <Result>(work: (tx: Transaction) => Result | Promise<Result>) => Promise<Result>;
}

/** Is called after each commit with the topics of the events that it added: wakes the relay, which publishes them. */
export type OnCommit = (topics: ReadonlySet<Topic>) => void;

export function createUnitOfWork(orm: Orm, onCommit: OnCommit = () => undefined, quota?: Quota): UnitOfWork {
  return {
    async transactional(work) {
      const eventTopics = new Set<Topic>();
      const writes = new Map<string, number>();
      const result = await orm.em
        .fork()
        .transactional(async (em) => work(Object.assign(em, { eventTopics, quota, writes })))
        .catch(explain);
      onCommit(eventTopics);
      for (const [ownerId, count] of writes) await quota?.countWrites(ownerId, count);
      return result;
    },
  };
}

/** The account was deleted between the check of its session and the work. */
export class AccountDeleted extends Unauthenticated {
  constructor() {
    super('The account has been deleted.');
  }
}

/** Rows refer to their owner, and only deleting an account removes a row that others refer to. */
function explain(error: unknown): never {
  if (error instanceof ForeignKeyConstraintViolationException) throw new AccountDeleted();
  throw error;
}
