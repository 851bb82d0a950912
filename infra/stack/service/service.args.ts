import type { AppId } from '../dapr/configuration.ts';
import type { Resources, SecretFile } from '../pod.ts';

/** What one service is: its container, its sidecar, and what it needs. */
export interface ServiceArgs {
  name: AppId | 'frontend';
  image: string;
  /** Default: the image's. */
  command?: string[];
  port: number;
  env: Record<string, string>;
  secrets?: SecretFile[];
  resources: Resources;
  /** Uses the database itself. */
  database?: boolean;
  /** Has a sidecar: whether that reads the Secret named like the service, and whether its components use the database. */
  sidecar?: { readsSecret: boolean; database: boolean };
  /** Pods keep their names when they restart. */
  stateful?: boolean;
  /** Consumes this topic, by whose lag it may be scaled. */
  consumes?: string;
  /** Where it answers that it is alive, and that it can do its work. Default: `/healthz` and `/readyz`. */
  health?: { alive: string; ready: string };
}
