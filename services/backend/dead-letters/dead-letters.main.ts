import { z } from 'zod';
import { configOrExit } from '../../../shared/config.ts';
import { openOrm } from '../../../shared/database/orm.ts';
import { createLogger } from '../../../shared/logger.ts';
import { createUnitOfWork } from '../platform/unit-of-work.ts';
import { listDeadLetters, replayDeadLetters } from './dead-letter.service.ts';

const usage = `Usage: npm run dead-letters                      lists the dead letters
       npm run dead-letters replay [ID ...]      publishes all, or those, again
`;

const { DATABASE_URL } = configOrExit(z.object({ DATABASE_URL: z.url() }), process.env);
const [command = 'list', ...ids] = process.argv.slice(2);
const isReplay = command === 'replay' && ids.every((id) => /^\d{1,18}$/.test(id));

if (isReplay || (command === 'list' && ids.length === 0)) {
  const orm = await openOrm(DATABASE_URL, createLogger('dead-letters', 'warn'));
  try {
    await createUnitOfWork(orm).transactional(async (tx) => {
      if (isReplay) {
        process.stdout.write(`${await replayDeadLetters(tx, ids)} events are in the outbox again.\n`);
        return;
      }
      const letters = await listDeadLetters(tx);
      for (const { id, topic, receivedAt, event } of letters) {
        process.stdout.write(`${id}  ${receivedAt.toISOString()}  ${topic}  ${JSON.stringify(event)}\n`);
      }
      process.stdout.write(`${letters.length} dead letters.\n`);
    });
  } catch (error) {
    process.stderr.write(`Nothing was changed: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  } finally {
    await orm.close();
  }
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
