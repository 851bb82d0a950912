import { z } from 'zod';
import { configOrExit, port, serviceSettings, sidecarSettings } from '../../shared/config.ts';

export const settings = z.object({
  ...serviceSettings,
  ...sidecarSettings,
  PORT: port.default(8002),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).default(10),
  /** Name of the Dapr SMTP output binding; without it reminders are written to the log and not sent by e-mail. */
  EMAIL_BINDING: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/, 'Must be the name of a Dapr component, such as email.')
    .optional(),
});

/** The settings that come from the secret store. */
export const secretSettings = z.object({ DATABASE_URL: z.url() });

export const config = configOrExit(settings, process.env);
