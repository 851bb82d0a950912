import { z } from 'zod';
import { sessionPublicKey } from '../../shared/auth/session-keys.ts';
import { configOrExit, origins, port, serviceSettings, sidecarSettings } from '../../shared/config.ts';

export const settings = z.object({
  ...serviceSettings,
  ...sidecarSettings,
  PORT: port.default(8004),
  PUBLIC_ORIGIN: origins.default(['http://localhost:3000']),
});

/** From the secret store. Ed25519, SPKI PEM: sessions can be checked here, and not made. */
export const secretSettings = z.object({ JWT_PUBLIC_KEY: sessionPublicKey });

export const config = configOrExit(settings, process.env);
