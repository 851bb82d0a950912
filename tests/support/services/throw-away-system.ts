import type { System, SystemOptions } from '../../../infra/local/system.ts';
import { freePorts, throwAwayFolder } from './local-system.ts';

type Options = Pick<SystemOptions, 'dataDir' | 'ports' | 'frontend'>;

/** Starts a system without the page, on free ports and in a new folder, which is removed when the system stops. */
export async function startInNewFolder<Started extends System>(
  start: (options: Options) => Promise<Started>,
): Promise<Started & { dataDir: string }> {
  const { path: dataDir, remove } = throwAwayFolder();
  try {
    const system = await start({ dataDir, ports: await freePorts(), frontend: false });
    return { ...system, dataDir, stop: () => system.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
