import { join } from 'node:path';
import dapr from '@dapr/dapr/package.json' with { type: 'json' };
import Mocha from 'mocha';
import { config } from './daprd.config.ts';
import { daprdVersion, RequirementError, reachBrokers } from './daprd.requirements.ts';

try {
  const version = daprdVersion();
  await reachBrokers(config.KAFKA_BROKERS);
  const versions = [
    `daprd ${version}`,
    `Kafka at ${config.KAFKA_BROKERS}`,
    `@dapr/dapr ${dapr.version}`,
    `Node ${process.version}`,
  ];
  process.stdout.write(`${versions.join(', ')}\nLogs of daprd: ${config.LOG_FOLDER}\n`);

  const mocha = new Mocha({ reporter: 'spec' });
  mocha.addFile(join(import.meta.dirname, 'daprd.suite.ts'));
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  process.exit(failures === 0 ? 0 : 1);
} catch (error) {
  if (!(error instanceof RequirementError)) throw error;
  process.stderr.write(`The conformance suite did not run. ${error.message}\n`);
  process.exit(2);
}
