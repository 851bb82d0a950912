import type { AppId } from '../dapr/configuration.ts';
import type { Resources, SecretFile } from '../pod.ts';

/** The container of a service, its sidecar and its needs. */
export interface ServiceArgs {
  name: AppId | 'frontend';
  image: string;
  /** The command. Default: the image's own. */
  command?: string[];
  port: number;
  env: Record<string, string>;
  secrets?: SecretFile[];
  resources: Resources;
  /** Whether the service itself uses the database. */
  database?: boolean;
  /** The sidecar: whether it reads the Secret with the service's name, and whether its components use the database. Default: no sidecar. */
  sidecar?: { readsSecret: boolean; database: boolean };
  /** Whether pods keep their names when they restart. */
  stateful?: boolean;
  /** The topic that the service consumes, by whose lag it may be scaled. */
  consumes?: string;
  /** The paths of the liveness and readiness checks. Default: `/healthz` and `/readyz`. */
  health?: { alive: string; ready: string };
}
