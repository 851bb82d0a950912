import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const metadataItem = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
  secretKeyRef: z.object({ name: z.string(), key: z.string() }).optional(),
});

const component = z.object({
  kind: z.literal('Component'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({ type: z.string(), version: z.string(), metadata: z.array(metadataItem).default([]) }),
  scopes: z.array(z.string()).optional(),
});

const resource = z.object({ kind: z.string() }).loose();

/** The parts of a component file that the stand-in reads. */
export interface Component {
  name: string;
  type: string;
  /** The apps that may use the component, or undefined if every app may. */
  scopes: readonly string[] | undefined;
  /** Returns a plain value, or undefined if there is none. */
  value(name: string): string | undefined;
  secretRef(name: string): { name: string; key: string } | undefined;
}

export interface Resources {
  components: Component[];
  /** Resources of other kinds, such as Resiliency, as plain YAML values. */
  others: Record<string, unknown>[];
}

/** Reads every YAML file of a folder of Dapr resources. */
export function loadResources(folder: string): Resources {
  const files = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  const documents = files.flatMap((file) => readDocuments(join(folder, file)));
  const isComponent = (document: Record<string, unknown>) => document.kind === 'Component';
  return {
    components: documents.filter(isComponent).map(toComponent),
    others: documents.filter((document) => !isComponent(document)),
  };
}

export function readDocuments(file: string): Record<string, unknown>[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
    const parsed = resource.safeParse(document.toJS());
    if (!parsed.success) throw new Error(`${file} is not a Dapr resource: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });
}

function toComponent(document: unknown): Component {
  const { metadata, spec, scopes } = component.parse(document);
  const item = (name: string) => spec.metadata.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  return {
    name: metadata.name,
    type: spec.type,
    scopes,
    value: (name) => item(name)?.value,
    secretRef: (name) => item(name)?.secretKeyRef,
  };
}

/** Returns whether an app may use a component. */
export function inScope(component: Component, appId: string): boolean {
  return component.scopes === undefined || component.scopes.includes(appId);
}
