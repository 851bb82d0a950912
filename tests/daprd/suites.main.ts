import { join } from 'node:path';
import dapr from '@dapr/dapr/package.json' with { type: 'json' };
import Mocha from 'mocha';
import { daprConfig } from '../../infra/local/daprd/config.ts';
import { daprdVersion, RequirementError, reachBrokers } from '../../infra/local/daprd/requirements.ts';

/** The suites that need a real daprd and broker, in the order in which they run. */
const suites = {
  conformance: '../conformance/daprd.suite.ts',
  tour: 'tour.suite.ts',
  resiliency: 'resiliency.suite.ts',
  faults: '../faults/faults.suite.ts',
};

const asked = process.argv.slice(2).filter((name): name is keyof typeof suites => name in suites);
try {
  if (asked.length === 0) throw new RequirementError(`Name what to run: ${Object.keys(suites).join(', ')}.`);
  const version = daprdVersion();
  const broker = await reachBrokers(daprConfig().brokers);
  const versions = [`daprd ${version}`, `Kafka at ${broker}`, `@dapr/dapr ${dapr.version}`, `Node ${process.version}`];
  process.stdout.write(`${versions.join(', ')}\n`);

  const mocha = new Mocha({ reporter: 'spec' });
  for (const name of asked) mocha.addFile(join(import.meta.dirname, suites[name]));
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  process.exit(failures === 0 ? 0 : 1);
} catch (error) {
  if (!(error instanceof RequirementError)) throw error;
  process.stderr.write(`Nothing was run. ${error.message}\n`);
  process.exit(2);
}
