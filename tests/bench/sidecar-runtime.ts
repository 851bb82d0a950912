import { daprConfig } from '../../infra/local/daprd/config.ts';
import { daprdVersion, RequirementError, reachBrokers } from '../../infra/local/daprd/requirements.ts';

/** What the system under measurement stands on. */
export type SidecarRuntime = 'daprd and Kafka' | 'stand-in';

/** Whether the real thing is there: which versions, or what is missing. */
export async function findDaprd(): Promise<{ versions: string } | { missing: string }> {
  try {
    const version = daprdVersion();
    return { versions: `daprd ${version}, Kafka at ${await reachBrokers(daprConfig().brokers)}` };
  } catch (error) {
    if (!(error instanceof RequirementError)) throw error;
    return { missing: error.message };
  }
}
