import assert from 'node:assert/strict';
import { environment } from '../../infra/local/config.ts';
import { useBackend } from '../support/backend/start-backend.ts';
import { useClient } from '../support/use-client.ts';
import { useStarted } from '../support/use-started.ts';
import { keepTables } from './account.ts';
import type { Expectation } from './corpus/expectation.ts';
import { timeZone } from './corpus/world.ts';
import {
  built,
  everyday,
  fifth,
  fourth,
  fresh,
  further,
  heldOut,
  later,
  second,
  sixth,
  third,
  unseen,
} from './corpus.groups.ts';
import { type Outcome, seed, tryOut } from './corpus.run.ts';

describe('the corpus of what people say', () => {
  const backend = useBackend();
  const ada = useClient(backend, timeZone);
  const tables = useStarted(async () => {
    await seed(backend, ada);
    return keepTables(backend.database.ownerUrl);
  });

  const { CORPUS, PROPERTY_RUNS } = environment;
  /** `npm test` tries every tenth utterance; `npm run test:fuzz`, and `CORPUS=all`, which also prints what is not right, try all. */
  const isTried = (_: Expectation, index: number) => Boolean(CORPUS ?? PROPERTY_RUNS) || index % 10 === 0;
  for (const [part, groups, rightAtLeast] of [
    ['built on', built, 0.9],
    ['held out', heldOut, 0.8],
    ['later', later, 0.8],
    ['unseen', unseen, 0.8],
    ['everyday', everyday, 0.8],
    ['further', further, 0.8],
    ['fresh', fresh, 0.8],
    ['second', second, 0.8],
    ['third', third, 0.8],
    ['fourth', fourth, 0.8],
    ['fifth', fifth, 0.8],
    ['sixth', sixth, 0.8],
  ] as const) {
    const outcomes: Outcome[] = [];
    for (const [group, expectations] of Object.entries(groups)) {
      it(`${part}: nothing of ${group} has a wrong effect`, async () => {
        const found: Outcome[] = [];
        for (const expectation of (expectations as Expectation[]).filter(isTried))
          found.push(await tryOut(ada, tables, expectation));
        outcomes.push(...found);
        if (CORPUS) print(found);
        assert.deepEqual(found.filter(({ result }) => result === 'wrong').map(inWords), []);
      });
    }

    it(`${part}: enough of it is right`, () => {
      const count = (result: Outcome['result']) => outcomes.filter((outcome) => outcome.result === result).length;
      const [right, asked, wrong] = [count('right'), count('asked'), count('wrong')];
      if (CORPUS) process.stdout.write(`${part}: ${right} right, ${asked} asked, ${wrong} wrong\n`);
      assert.ok(right >= rightAtLeast * outcomes.length, `${right} of ${outcomes.length} are right`);
    });
  }
});

function print(outcomes: Outcome[]): void {
  for (const outcome of outcomes) if (outcome.result !== 'right') process.stdout.write(`${inWords(outcome)}\n`);
}

function inWords({ result, expectation, effect, reply }: Outcome): string {
  const { after, say, does, proposes, lists, asks, says, leaves } = expectation;
  const expected = JSON.stringify({
    ...(does.length > 0 ? { does } : {}),
    proposes,
    lists,
    asks,
    says: says && String(says),
    leaves,
  });
  const said = [...after, say].map((message) => JSON.stringify(message)).join(' → ');
  return `${result}: ${said}\n   expected ${expected}\n   got ${JSON.stringify(effect)} ${JSON.stringify(reply.slice(0, 300))}`;
}
