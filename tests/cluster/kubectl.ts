import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Pod {
  metadata: { name: string; uid: string; deletionTimestamp?: string };
  status: {
    podIP?: string;
    phase: string;
    conditions?: { type: string; status: string }[];
    initContainerStatuses?: { name: string; restartCount: number }[];
    containerStatuses?: { name: string; restartCount: number }[];
  };
}

/** Calls kubectl with one context, so that no other cluster is ever touched. */
export class Kubectl {
  readonly #context: string;
  readonly #namespace: string;

  constructor(context: string, namespace: string) {
    this.#context = context;
    this.#namespace = namespace;
  }

  /** Returns what kubectl prints. Rejects with its error message. */
  async run(...args: string[]): Promise<string> {
    const { stdout } = await run('kubectl', this.#arguments(args), { maxBuffer: 64_000_000 });
    return stdout;
  }

  // biome-ignore lint/suspicious/noExplicitAny: any kind of resource
  async json(...args: string[]): Promise<any> {
    return JSON.parse(await this.run(...args, '--output', 'json'));
  }

  /** Creates resources, or changes them if they exist. */
  async apply(...manifests: object[]): Promise<void> {
    const applied = run('kubectl', this.#arguments(['apply', '--filename', '-']));
    applied.child.stdin?.end(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }));
    await applied;
  }

  /** Returns the pods of a selector, without those that are being deleted or have completed. */
  async pods(selector = ''): Promise<Pod[]> {
    const { items } = await this.json('get', 'pods', ...(selector ? ['--selector', selector] : []));
    return items.filter(
      ({ metadata, status }: Pod) => !metadata.deletionTimestamp && !['Succeeded', 'Failed'].includes(status.phase),
    );
  }

  /** Waits until a Deployment or StatefulSet has rolled out. */
  async rolledOut(workload: string, timeout = '300s'): Promise<void> {
    await this.run('rollout', 'status', workload, '--timeout', timeout);
  }

  /** Forwards a port of a pod or Service to a free one of this machine, until `close`. */
  async forward(target: string, port: number): Promise<Forward> {
    const child = spawn('kubectl', this.#arguments(['port-forward', target, `:${port}`]), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(child.stdout)) {
      const [, local] = /^Forwarding from 127\.0\.0\.1:(\d+)/.exec(line) ?? [];
      if (!local) continue;
      child.stdout.resume();
      return new Forward(child, Number(local));
    }
    throw new Error(`kubectl does not forward port ${port} of ${target}.`);
  }

  #arguments(args: string[]): string[] {
    return ['--context', this.#context, '--namespace', this.#namespace, ...args];
  }
}

export class Forward {
  readonly port: number;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill();
    await once(this.#child, 'exit');
  }
}
