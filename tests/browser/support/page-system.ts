import { mailFolder } from '../../../infra/local/processes/process-plan.ts';
import { type System, startSystem } from '../../../infra/local/system.ts';
import { clientId, clientSecret, TestIssuer } from '../../support/backend/test-issuer.ts';
import { provideBuiltPage } from '../../support/frontend/built-page.ts';
import { freePorts, throwAwayFolder } from '../../support/services/local-system.ts';

/** What a test needs to know of a running system. It is plain data, so that another process may have started the system. */
export interface PageTarget extends Pick<System, 'urls' | 'secrets'> {
  /** The address of the test issuer with which people may sign in, besides by password. */
  readonly issuerUrl: string;
  /** The folder of the e-mails that it would send. */
  readonly mailDir: string;
}

export interface PageSystem {
  readonly system: System;
  readonly target: PageTarget;
  stop(): Promise<void>;
}

export async function startPageSystem({ eventsEnabled }: { eventsEnabled: boolean }): Promise<PageSystem> {
  const folder = throwAwayFolder();
  const issuer = await TestIssuer.start();
  const removeRest = async () => {
    await issuer.goDown();
    folder.remove();
  };
  try {
    await provideBuiltPage(folder.path);
    const ports = await freePorts();
    // All of its people come from one address.
    const env = {
      AUTH_REQUESTS_PER_MINUTE: '1000000',
      OPEN_REQUESTS_PER_ADDRESS: '100000',
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'Example ID',
    };
    const system = await startSystem({ eventsEnabled, dataDir: folder.path, ports, env, throwAway: true });
    const { urls, secrets } = system;
    return {
      system,
      target: { urls, secrets, issuerUrl: issuer.url, mailDir: mailFolder(folder.path) },
      async stop() {
        await system.stop();
        await removeRest();
      },
    };
  } catch (error) {
    await removeRest();
    throw error;
  }
}
