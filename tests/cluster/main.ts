import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { environment } from '../pulumi/config.ts';
import { pulumiVersion, RequirementError } from '../pulumi/requirements.ts';
import { DeployedStack } from './deployed-stack.ts';
import { Kubectl } from './kubectl.ts';
import { again, smallChanges } from './steps/changes.ts';
import { destroy } from './steps/destroy.ts';
import { kills, rollouts, rotation } from './steps/disturbances.ts';
import { closedSidecars, install, tour, withoutInjector } from './steps/install.ts';
import { phases } from './steps/phases.ts';
import { resources } from './steps/resources.ts';
import { restore } from './steps/restore.ts';
import { daprNamespace, namespace, secondsSince, type TestCluster } from './test-cluster.ts';
import { Visitor } from './visitor.ts';

const usage = `npm run test:cluster -- --context NAME [--folder FOLDER] [--only STEP,STEP]

Brings the system onto the cluster of this context of your kubeconfig, does to it what happens in its life, and takes it away again.
It needs the Pulumi CLI and kubectl, and the images of this version in the cluster, such as kind loads them.

  --folder FOLDER   keeps the project and its state there, and what is deployed; a later run with the same folder goes on from it
  --only STEPS      runs only these steps: `;

const steps: Record<string, (cluster: TestCluster) => Promise<string>> = {
  install,
  tour,
  'closed-sidecars': closedSidecars,
  'without-injector': withoutInjector,
  resources,
  kills,
  rollouts,
  rotation,
  phases,
  'small-changes': smallChanges,
  again,
  restore,
  destroy,
};

const say = (line: string) => process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: { context: { type: 'string' }, folder: { type: 'string' }, only: { type: 'string' } },
});

async function run(context: string, folder: string, only: string[]): Promise<void> {
  const kubectl = new Kubectl(context, namespace);
  const cluster: TestCluster = {
    stack: await DeployedStack.create(folder, context, await apiPorts(context), environment.DAPR_CHART),
    kubectl,
    dapr: new Kubectl(context, daprNamespace),
    visitor: new Visitor(context),
    page: '',
    say: (line) => say(`    ${line}`),
  };
  if (only.includes('install') && (await kubectl.run('get', 'namespace', namespace, '--ignore-not-found')) !== '') {
    throw new RequirementError(`The cluster has a namespace ${namespace} already. Choose one that has not.`);
  }
  say(`Pulumi ${pulumiVersion()}, Node ${process.version}, cluster ${context}`);
  const begin = performance.now();
  try {
    for (const name of only) {
      say(`${name} ...`);
      if (name !== 'install' && !cluster.page) {
        const image = `ghcr.io/todo-chatbot/services:${packageJson.version}`;
        cluster.page = await cluster.visitor.start(image, `frontend.${namespace}.svc.cluster.local`);
      }
      const start = performance.now();
      const figures = await steps[name]!(cluster);
      say(`  passed in ${secondsSince(start)}: ${figures}`);
    }
    say(`${only.length} steps passed in ${secondsSince(begin)}.`);
  } finally {
    await cluster.visitor.stop();
  }
}

/** Returns the port of the Kubernetes API's service, and those of the servers behind it, which some network plugins compare. */
async function apiPorts(context: string): Promise<number[]> {
  const { ports } = await new Kubectl(context, 'default').json('get', 'endpointslices', 'kubernetes');
  return [443, ...ports.map(({ port }: { port: number }) => port)];
}

const all = Object.keys(steps);
const only = values.only?.split(',') ?? all;
try {
  if (!values.context || only.some((name) => !all.includes(name))) {
    throw new RequirementError(`Usage: ${usage}${all.join(', ')}`);
  }
  execFileSync('kubectl', ['--context', values.context, 'version'], { stdio: 'ignore' });
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'todo-cluster-'));
  mkdirSync(folder, { recursive: true });
  try {
    await run(values.context, folder, only);
  } catch (error) {
    if (!(error instanceof RequirementError))
      say(`What is deployed stays. To take it away: --folder ${folder} --only destroy`);
    throw error;
  }
  if (!values.folder) rmSync(folder, { recursive: true });
} catch (error) {
  say(error instanceof RequirementError ? `Nothing was run. ${error.message}` : `FAILED: ${inspect(error)}`);
  process.exitCode = error instanceof RequirementError ? 2 : 1;
}
process.exit(); // after a failure people are still at work
