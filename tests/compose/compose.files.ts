import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../infra/local/config.ts';

export interface ComposeService {
  image: string;
  user?: string;
  build?: string | { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, string>;
  group_add?: string[];
  labels?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  networks?: string[];
  network_mode?: string;
  ports?: string[];
  volumes?: string[];
  tmpfs?: string[];
  healthcheck?: { test: string[]; timeout: string };
  restart: string;
  read_only?: boolean;
  cap_drop: string[];
  security_opt: string[];
  deploy: { resources: { limits: { cpus: string; memory: string } } };
}

export interface ComposeProject {
  services: Record<string, ComposeService>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, null>;
}

export const phase4Files = ['docker-compose.yml'];
export const phase5Files = [...phase4Files, 'docker-compose.phase5.yml'];

/** Merges the files as Compose does, with every variable at its default. */
export function readCompose(files: readonly string[]): ComposeProject {
  return files
    .map((file) => parse(readFileSync(join(root, file), 'utf8'), (_, value) => withDefaults(value), { merge: true }))
    .reduce((below, above) => overlay(below, above));
}

/** Replaces each `${NAME:-default}` by its default, which may contain another variable, and `${NAME:+value}` by nothing. */
function withDefaults(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const replaced = value.replaceAll(/\$\{[A-Z0-9_]+:(?:\+[^${}]*|-([^${}]*))\}/g, '$1');
  return replaced === value ? value : withDefaults(replaced);
}

/** Merges mappings and lists as Compose does. Commands and health checks are replaced, not merged. */
// biome-ignore lint/suspicious/noExplicitAny: any YAML
function overlay(below: any, above: any, key = ''): any {
  if (above === undefined || ['command', 'test', 'entrypoint'].includes(key)) return above ?? below;
  if (Array.isArray(below) && Array.isArray(above)) return [...below, ...above];
  if (!isMapping(below) || !isMapping(above)) return above;
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries([...keys].map((name) => [name, overlay(below[name], above[name], name)]));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
