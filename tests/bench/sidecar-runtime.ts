import { daprConfig } from '../../infra/local/daprd/config.ts';
import { daprdVersion, RequirementError, reachBrokers } from '../../infra/local/daprd/requirements.ts';

/** The sidecars and broker that the measured system uses. */
export type SidecarRuntime = 'daprd and Kafka' | 'stand-in';

/** Looks for daprd and Kafka. Resolves with their versions, or with a message that says what is missing. */
export async function findDaprd(): Promise<{ versions: string } | { missing: string }> {
  try {
    const version = daprdVersion();
    return { versions: `daprd ${version}, Kafka at ${await reachBrokers(daprConfig().brokers)}` };
  } catch (error) {
    if (!(error instanceof RequirementError)) throw error;
    return { missing: error.message };
  }
}
