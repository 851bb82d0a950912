import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Component } from './components.ts';

const secretsFile = z.record(z.string(), z.record(z.string(), z.string()));
const configuration = z.object({
  spec: z.object({
    secrets: z
      .object({
        scopes: z.array(
          z.object({
            storeName: z.string(),
            defaultAccess: z.enum(['allow', 'deny']).default('allow'),
            allowedSecrets: z.array(z.string()).optional(),
            deniedSecrets: z.array(z.string()).default([]),
          }),
        ),
      })
      .default({ scopes: [] }),
  }),
});

/** A store as of `secretstores.local.file` with `multiValued`, in which a name maps to several keys. */
export interface SecretStore {
  name: string;
  /** Returns a secret for an app, or `forbidden` if the Configuration's scopes do not allow it. */
  read(name: string): Record<string, string> | 'forbidden' | undefined;
  /** Returns the value of a component's secretKeyRef, which no scope limits. */
  resolve(ref: { name: string; key: string }): string;
}

export function openSecretStore(component: Component, configurations: Record<string, unknown>[]): SecretStore {
  const file = component.value('secretsFile');
  if (!file || component.value('multiValued') !== 'true') {
    throw new Error(`Secret store ${component.name} needs secretsFile, and multiValued: "true"`);
  }
  // The file is read each time, so a changed secret needs no restart.
  const load = () => secretsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const scopes = configurations
    .filter(({ kind }) => kind === 'Configuration')
    .flatMap((document) => configuration.parse(document).spec.secrets.scopes)
    .filter(({ storeName }) => storeName === component.name);
  const allowed = (name: string) =>
    scopes.every(({ defaultAccess, allowedSecrets, deniedSecrets }) => {
      if (allowedSecrets) return allowedSecrets.includes(name);
      return defaultAccess === 'allow' && !deniedSecrets.includes(name);
    });
  return {
    name: component.name,
    read: (name) => (allowed(name) ? load()[name] : 'forbidden'),
    resolve: ({ name, key }) => {
      const value = load()[name]?.[key];
      if (value === undefined) throw new Error(`Secret ${name} has no key ${key} in ${file}`);
      return value;
    },
  };
}
