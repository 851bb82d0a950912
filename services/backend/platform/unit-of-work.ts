import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import type { Orm } from '../../../shared/database/orm.ts';
import type { Topic } from '../../../shared/events/topics.ts';
import { type Problem, Unauthenticated } from '../../../shared/http/problem.ts';
import type { Quota } from './quota.ts';

/** The EntityManager of one transaction: the first argument of every function whose writes commit with its caller's. */
export type Transaction = Orm['em'] & {
  /** What the events that this transaction has added to the outbox make necessary after its commit. */
  readonly added: Added;
  /** Limits what the user may write; undefined if no user asked for this transaction. */
  readonly quota: Quota | undefined;
  /** The number of tasks that the transaction has written for each user who asked for it. */
  readonly writes: Map<string, number>;
};

export interface UnitOfWork {
  /** Runs `work` in a transaction of its own, and resolves with its result when that is committed. */
  readonly transactional: <Result>(work: (tx: Transaction) => Result | Promise<Result>) => Promise<Result>;
  /** Does the same and then takes everything back: the result says what would happen. */
  readonly rehearse: <Result>(work: (tx: Transaction) => Result | Promise<Result>) => Promise<Result>;
}

export interface Added {
  /** The topics of the events. */
  readonly topics: Set<Topic>;
  /** When the earliest pending reminder of the changed tasks is due, in milliseconds since 1970; Infinity for none. */
  nextReminder: number;
}

/** Is called after each commit: wakes the relay, which publishes the events, and the check of due reminders. */
export type OnCommit = (added: Readonly<Added>) => void;

/** The problems of rows that refer to something that is not there, by the name of the foreign key. */
export type MissingReferences = Readonly<Record<string, Problem>>;

export function createUnitOfWork(
  orm: Orm,
  onCommit: OnCommit = () => undefined,
  quota?: Quota,
  missingReferences: MissingReferences = {},
): UnitOfWork {
  const transactionOf = (em: Orm['em']): Transaction => {
    const added: Added = { topics: new Set(), nextReminder: Number.POSITIVE_INFINITY };
    return Object.assign(em, { added, quota, writes: new Map<string, number>() });
  };
  const explained = (error: unknown) => explain(error, missingReferences);
  return {
    async transactional(work) {
      const { tx, result } = await orm.em
        .fork()
        .transactional(async (em) => {
          const tx = transactionOf(em);
          return { tx, result: await work(tx) };
        })
        .catch(explained);
      onCommit(tx.added);
      for (const [ownerId, count] of tx.writes) await quota?.countWrites(ownerId, count);
      return result;
    },
    async rehearse(work) {
      const em = orm.em.fork();
      await em.begin();
      try {
        return await work(transactionOf(em));
      } catch (error) {
        return explained(error);
      } finally {
        await em.rollback();
      }
    },
  };
}

/** The account was deleted between the check of its session and the work. */
export class AccountDeleted extends Unauthenticated {
  constructor() {
    super('The account has been deleted.');
  }
}

/**
 * Makes transactions of one person that ask for it take turns. All others go on.
 * @throws AccountDeleted
 */
export async function lockAccount(tx: Transaction, ownerId: string): Promise<void> {
  const [person] = await tx.execute('select 1 from "user" where id = ? for no key update', [ownerId]);
  if (!person) throw new AccountDeleted();
}

/** Every row refers to its owner, if only through another row. */
function explain(error: unknown, missingReferences: MissingReferences): never {
  if (!(error instanceof ForeignKeyConstraintViolationException)) throw error;
  const { constraint = '' } = error as { constraint?: string };
  throw missingReferences[constraint] ?? new AccountDeleted();
}
