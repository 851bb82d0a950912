import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type EngineEvent,
  LocalWorkspace,
  type PreviewOptions,
  type Stack,
  type UpResult,
} from '@pulumi/pulumi/automation/index.js';
import { parse, stringify } from 'yaml';
import { linkProject } from '../../infra/local/minikube/project.ts';
import { root } from '../../infra/render/stack.file.ts';
import { newSecrets } from '../../infra/stack/secrets/new-secrets.ts';
import type { SecretValues } from '../../infra/stack/secrets/secret.values.ts';

const stackName = 'minikube';
const file = `Pulumi.${stackName}.yaml`;

/** What an update would do to one resource. */
export interface Change {
  op: string;
  /** `Kind/name`, such as `Deployment/backend`. */
  resource: string;
}

/** The stack `minikube`, with a state and a configuration of its own, and secrets that were made for it. */
export class DeployedStack {
  readonly #folder: string;
  readonly #stack: Stack;

  private constructor(folder: string, stack: Stack) {
    this.#folder = folder;
    this.#stack = stack;
  }

  /**
   * @param folder an empty folder for the project and its state
   * @param apiPorts the ports of the Kubernetes API, behind its service as well
   * @param chart the folder or address of Dapr's chart; default: its public repository
   */
  static async create(
    folder: string,
    context: string,
    apiPorts: number[],
    chart: string | undefined,
  ): Promise<DeployedStack> {
    const { config } = parse(readFileSync(join(root, file), 'utf8'));
    const envVars = linkProject(folder, file, {
      ...config,
      'kubernetes:context': context,
      'todo:kubernetesApi': { ports: apiPorts },
      'todo:postgres': { ...config['todo:postgres'], dumps: { storage: '1Gi' } },
      'todo:dapr': { ...config['todo:dapr'], ...(chart ? { chart } : {}) },
      'todo:secrets': newSecrets(),
    });
    return new DeployedStack(
      folder,
      await LocalWorkspace.createOrSelectStack({ stackName, workDir: folder }, { envVars }),
    );
  }

  /** The configuration by full key. */
  get config(): Record<string, unknown> {
    return this.#file().config;
  }

  get secrets(): SecretValues {
    return this.#file().config['todo:secrets'];
  }

  /** Sets keys of the configuration; undefined removes a key. */
  configure(changes: Record<string, unknown>): void {
    const { config, ...rest } = this.#file();
    writeFileSync(
      join(this.#folder, file),
      stringify({ ...rest, config: { ...config, ...changes } }, { keepUndefined: false }),
    );
  }

  /** Updates the cluster. Returns the number of resources by what was done to them. */
  async up(options: { expectNoChanges?: boolean; refresh?: boolean } = {}): Promise<Record<string, number>> {
    const { summary }: UpResult = await this.#stack.up({ color: 'never', ...options });
    return summary.resourceChanges ?? {};
  }

  /** Returns what an update would do, without the components, which exist in the state alone. */
  async preview(options: PreviewOptions = {}): Promise<Change[]> {
    const changes: Change[] = [];
    const onEvent = ({ resourcePreEvent }: EngineEvent) => {
      const { op, urn = '', type = '' } = resourcePreEvent?.metadata ?? {};
      if (op && op !== 'same' && type.startsWith('kubernetes:')) {
        changes.push({ op, resource: `${type.split(':').at(-1)}/${urn.split('::').at(-1)}` });
      }
    };
    await this.#stack.preview({ color: 'never', ...options, onEvent });
    return changes;
  }

  async destroy(): Promise<void> {
    await this.#stack.destroy({ color: 'never' });
  }

  #file() {
    return parse(readFileSync(join(this.#folder, file), 'utf8'));
  }
}
