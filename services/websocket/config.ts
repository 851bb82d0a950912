import { z } from 'zod';
import { sessionPublicKey } from '../../shared/auth/session-keys.ts';
import { configOrExit, origins, port, serviceSettings, sidecarSettings } from '../../shared/config.ts';
import { socketLimits } from '../../shared/limits.ts';

export const settings = z.object({
  ...serviceSettings,
  ...sidecarSettings,
  ...socketLimits,
  PORT: port.default(8004),
  PUBLIC_ORIGIN: origins.default(['http://localhost:3000']),
});

/** The settings that come from the secret store. With the public key (Ed25519, SPKI PEM) sessions can be verified but not created. */
export const secretSettings = z.object({ JWT_PUBLIC_KEY: sessionPublicKey });

export const config = configOrExit(settings, process.env);
