import { z } from 'zod';
import { issuerUrl } from '../../shared/auth/issuer-url.ts';
import { isPair, sessionPrivateKey, sessionPublicKey } from '../../shared/auth/session-keys.ts';
import { configOrExit, flag, origins, port, serviceSettings, sidecarSettings } from '../../shared/config.ts';
import { monthsKept } from '../../shared/database/partition.keeper.ts';
import { limitSettings } from './limits/limits.ts';

const seconds = z.coerce.number().int().min(1);

export const settings = z
  .object({
    ...serviceSettings,
    PORT: port.default(8000),
    /**
     * True for events, reminders, recurring tasks and notifications. False for a plain todo list and chatbot, which needs no
     * sidecar.
     */
    PHASE5_ENABLED: flag.default(false),
    PUBLIC_ORIGIN: origins.default(['http://localhost:3000']),
    /** The number of reverse proxies in front of the backend whose `X-Forwarded-For` is trusted. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    /** The token that these proxies send as `X-Proxy-Token`. It is needed if others can reach the backend as well. */
    PROXY_TOKEN: z.string().min(16).optional(),
    ...limitSettings,
    /** The longest life of a session, and of its token for programs. */
    SESSION_SECONDS: seconds.default(7 * 24 * 3600),
    /** A page is signed out when it has not been used for this long. The default is longer than a weekend. */
    SESSION_IDLE_SECONDS: seconds.default(3 * 24 * 3600),
    /** The SMTP binding of the notification service. With it, people can choose a new password by e-mail. */
    EMAIL_BINDING: z.string().optional(),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).default(20),
    /** How long the activity log is kept. */
    ACTIVITY_MONTHS: monthsKept.default(24),
    /** An endpoint that speaks OpenAI's chat completions, such as `http://localhost:11434/v1`. Without it a parser responds. */
    LLM_BASE_URL: z.url({ protocol: /^https?$/, error: 'Must be a URL such as http://localhost:11434/v1.' }).optional(),
    LLM_MODEL: z.string().optional(),
    /** The endpoint's key, if it needs one. A key in the secret store takes precedence. */
    LLM_API_KEY: z.string().optional(),
    /** The limit for a whole reply with all its tool calls, and the limit for a silence of the model. */
    LLM_REPLY_SECONDS: z.coerce.number().int().min(1).max(600).default(120),
    LLM_SILENCE_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
    /** An OpenID provider with which people may sign in, such as `https://login.example.com`. Without it, by password only. */
    OIDC_ISSUER: issuerUrl.optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    /** The client's secret, if it has one. A secret in the secret store takes precedence. */
    OIDC_CLIENT_SECRET: z.string().optional(),
    /** The provider's name on the page. Default: its host. */
    OIDC_NAME: z.string().max(50, 'Must have at most 50 characters.').optional(),
  })
  .refine(({ LLM_BASE_URL: url, LLM_MODEL: model }) => !url || model, { path: ['LLM_MODEL'] })
  .refine(({ LLM_BASE_URL: url, LLM_MODEL: model, LLM_API_KEY: key }) => url || !(model || key), {
    path: ['LLM_BASE_URL'],
  })
  .refine(({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id }) => !issuer || id, { path: ['OIDC_CLIENT_ID'] })
  .refine(
    ({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret, OIDC_NAME: name }) =>
      issuer || !(id || secret || name),
    { path: ['OIDC_ISSUER'] },
  );

/** The settings that come from the secret store in Phase 5, and from the environment or `…_FILE` in Phase 4. */
export const secretSettings = z
  .object({
    DATABASE_URL: z.url(),
    JWT_PRIVATE_KEY: sessionPrivateKey,
    JWT_PUBLIC_KEY: sessionPublicKey,
    LLM_API_KEY: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
  })
  .refine((keys) => isPair(keys.JWT_PRIVATE_KEY, keys.JWT_PUBLIC_KEY), {
    path: ['JWT_PUBLIC_KEY'],
    message: 'Must belong to JWT_PRIVATE_KEY.',
  });

export const config = configOrExit(settings, process.env);
export const sidecarConfig = () => configOrExit(z.object(sidecarSettings), process.env);
export const environmentSecrets = () => configOrExit(secretSettings, process.env);
