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
  /** The names of the providers that manage the resources in the cluster. */
  providers: Set<string>;
  /** The resources that Pulumi refuses to delete, and keeps if it forgets them, as `kind/name`. */
  kept: string[];
}

/**
 * Runs the program with mocks, so it needs neither Pulumi's engine nor a cluster, and returns what it registered.
 * @param changes values by full key that replace those of Pulumi.<stack>.yaml; undefined removes a key.
 */
export async function runProgram(stack: StackName, changes: Record<string, unknown> = {}): Promise<ProgramRun> {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  const kept: string[] = [];
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
  // As in Pulumi itself, this key means that resources are only rendered, so no cluster has to be named.
  const config: Record<string, string> = { 'kubernetes:renderYamlToDirectory': 'mocks', ...stackFileConfig(stack) };
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) delete config[key];
    else config[key] = textOf(value);
  }
  pulumi.runtime.setAllConfig(config);

  // The program is imported after the mocks are set, because its modules may use them.
  const { default: system } = await import('../index.ts');
  const outputs = await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ props, opts }) => {
      if (opts.protect && opts.retainOnDelete) kept.push(`${props.kind ?? 'component'}/${props.metadata?.name}`);
      return undefined;
    });
    return system();
  });
  await pulumi.runtime.disconnect();

  const custom = registered.filter((args) => args.custom && args.type.startsWith('kubernetes:'));
  return {
    manifests: custom.filter(({ inputs }) => inputs.kind && inputs.apiVersion).map(({ inputs }) => plain(inputs)),
    releases: custom.filter(({ type }) => type === 'kubernetes:helm.sh/v3:Release').map(({ inputs }) => inputs),
    outputs: outputs as Record<string, unknown>,
    providers: new Set(custom.map(({ provider }) => provider?.split('::').at(-2) ?? '')),
    kept: kept.toSorted(),
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
