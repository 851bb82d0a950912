import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freePorts, throwAwayFolder } from '../../../tests/support/services/local-system.ts';
import { freePort } from '../resources/free-port.ts';
import { RequirementError, reachBrokers } from './requirements.ts';

describe('what daprd and Kafka are needed for', () => {
  const folder = throwAwayFolder();
  after(() => folder.remove());

  /** Runs a program without daprd on its PATH. */
  async function run(file: string, ...args: string[]) {
    const ports = Object.entries(await freePorts()).map(([name, port]) => [name, String(port)]);
    const env = { ...Object.fromEntries(ports), PATH: folder.path, DATA_DIR: folder.path };
    return spawnSync(process.execPath, [join(import.meta.dirname, file), ...args], { env, encoding: 'utf8' });
  }

  it('says how to get daprd, and does not start', async () => {
    const { status, stderr } = await run('main.ts');
    assert.match(stderr, /^No daprd on PATH \(.*\)\. Install the Dapr CLI, run `dapr init --slim`.*\n$/);
    assert.equal(status, 1);
  });

  it('says how to get daprd, and that no suite was run', async () => {
    const { status, stderr } = await run('../../../tests/daprd/suites.main.ts', 'faults');
    assert.match(stderr, /^Nothing was run\. No daprd on PATH/);
    assert.equal(status, 2);
  });

  it('says what it does not understand', async () => {
    assert.match((await run('main.ts', '--replicas', 'many')).stderr, /^--replicas many: ask for 1 to 9/);
    assert.match((await run('main.ts', '--replica', '2')).stderr, /Usage: npm run start:dapr/);
  });

  it('says how to get a broker', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    await assert.rejects(reachBrokers(address), (error) => {
      assert(error instanceof RequirementError);
      assert.match(error.message, new RegExp(`No Kafka at ${address}: ECONNREFUSED.*docker run.*KAFKA_BROKERS`));
      return true;
    });
  });
});
