import * as pulumi from '@pulumi/pulumi';
import { type StackName, stackFileConfig, textOf } from './stack.file.ts';

/** A Kubernetes resource that the program registered, as it would be sent to the cluster. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  [field: string]: unknown;
}

export interface ProgramRun {
  manifests: Manifest[];
  /** The Helm releases. Only their charts know which Kubernetes resources they contain. */
  releases: { name: string; chart: string; version: string; namespace: string; values: unknown }[];
  outputs: Record<string, unknown>;
}

/**
 * Runs the program with mocks, so it needs neither Pulumi's engine nor a cluster, and returns what it registered.
 * @param changes values by full key that replace those of Pulumi.<stack>.yaml; undefined removes a key.
 */
export async function runProgram(stack: StackName, changes: Record<string, unknown> = {}): Promise<ProgramRun> {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource(args) {
        registered.push(args);
        return { id: `${args.name}-id`, state: args.inputs };
      },
      call: ({ inputs }) => inputs,
    },
    'todo-chatbot',
    stack,
    false,
  );
  const config: Record<string, string> = stackFileConfig(stack);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) delete config[key];
    else config[key] = textOf(value);
  }
  pulumi.runtime.setAllConfig(config);

  // The program is imported after the mocks are set, because its modules may use them.
  const { default: system } = await import('../index.ts');
  const outputs = await pulumi.runtime.runInPulumiStack(async () => system());
  await pulumi.runtime.disconnect();

  const custom = registered.filter((args) => args.custom);
  return {
    manifests: custom.filter(({ inputs }) => inputs.kind && inputs.apiVersion).map(({ inputs }) => plain(inputs)),
    releases: custom.filter(({ type }) => type === 'kubernetes:helm.sh/v3:Release').map(({ inputs }) => inputs),
    outputs: outputs as Record<string, unknown>,
  };
}

/** Unwraps the values that Pulumi marks as secrets. */
function plain<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, inner) =>
      inner && typeof inner === 'object' && secretMark in inner ? inner.value : inner,
    ),
  );
}

const secretMark = '4dabf18193072939515e22adb298388d';
