import { join } from 'node:path';
import { dapr } from '../../infra/local/daprd/render.ts';
import { startSidecarStandIn } from '../../infra/local/sidecar/stand-in.ts';
import { createLogger } from '../../shared/logger.ts';
import { appIds, type SidecarKind } from './test-system.ts';

/** The local stand-in, which serves all apps. Here it runs in the test's own process. */
export const standIn: SidecarKind = {
  name: 'the local stand-in',
  maxRetries: 3,
  async start({ componentsFolder, ports, tokens }) {
    const running = await startSidecarStandIn({
      apps: appIds.map((appId) => ({ appId, ...ports[appId], ...tokens[appId] })),
      componentsFolder,
      configFolder: join(dapr, 'config'),
      logger: createLogger('sidecar', 'silent'),
      holdMs: 1_000,
    });
    return {
      // An ephemeral subscription of the stand-in ends with the app, so there is nothing to replace.
      replace: async () => undefined,
      stop: () => running.stop(),
    };
  },
};
