import { z } from 'zod';
import { isPair, sessionPrivateKey, sessionPublicKey } from '../../shared/auth/session-keys.ts';
import { configOrExit, flag, origins, port, serviceSettings, sidecarSettings } from '../../shared/config.ts';

const settings = z.object({
  ...serviceSettings,
  PORT: port.default(8000),
  /** On: events, reminders, recurring tasks, notifications. Off: plain todo and chatbot, and no sidecar is needed. */
  PHASE5_ENABLED: flag.default(false),
  PUBLIC_ORIGIN: origins.default(['http://localhost:3000']),
  /** How many reverse proxies in front of the backend may be believed about the client's address. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Register and login, a minute and address. */
  AUTH_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(30),
  SESSION_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(7 * 24 * 3600),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).default(20),
});

/** From the secret store in Phase 5; from the environment, or `…_FILE`, in Phase 4. */
export const secretSettings = z
  .object({ DATABASE_URL: z.url(), JWT_PRIVATE_KEY: sessionPrivateKey, JWT_PUBLIC_KEY: sessionPublicKey })
  .refine((keys) => isPair(keys.JWT_PRIVATE_KEY, keys.JWT_PUBLIC_KEY), {
    path: ['JWT_PUBLIC_KEY'],
    message: 'Must belong to JWT_PRIVATE_KEY.',
  });

export const config = configOrExit(settings, process.env);
export const sidecarConfig = () => configOrExit(z.object(sidecarSettings), process.env);
export const environmentSecrets = () => configOrExit(secretSettings, process.env);
