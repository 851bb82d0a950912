import { runInForeground } from '../foreground.ts';
import type { Fact } from '../reporter.ts';
import { runConfig } from './config.ts';
import { daprdVersion } from './requirements.ts';
import { startDaprSystem } from './system.ts';
import { type DaprReplica, planReplicas } from './topology.ts';

await runInForeground(async (console, hooks) => {
  const config = runConfig(process.argv.slice(2));
  console.line(`Starting the todo chatbot on daprd ${daprdVersion()} and Kafka, ${config.replicas} of each service:`);
  const replicas = await planReplicas(config.ports, config.replicas);
  const system = await startDaprSystem({ ...config, replicas, ...hooks });
  return { config, system, facts: [['Kafka', config.brokers, 'topics and their dead letters'], ...replicas.map(fact)] };
});

function fact({ name, port, sidecarPort }: DaprReplica): Fact {
  return [name, `http://localhost:${port}`, `its daprd: http://localhost:${sidecarPort}, log in ${name}.daprd.log`];
}
