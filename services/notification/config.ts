import { z } from 'zod';
import { configOrExit, port, serviceSettings, sidecarSettings } from '../../shared/config.ts';
import { monthsKept } from '../../shared/database/partition.keeper.ts';
import { pushServices } from './push/push.services.ts';
import { vapidPrivateKey } from './push/vapid.ts';

export const settings = z.object({
  ...serviceSettings,
  ...sidecarSettings,
  PORT: port.default(8002),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).default(10),
  /** How long notifications are kept. */
  NOTIFICATION_MONTHS: monthsKept.default(12),
  /** Name of the Dapr SMTP output binding; without it reminders are written to the log and not sent by e-mail. */
  EMAIL_BINDING: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/, 'Must be the name of a Dapr component, such as email.')
    .optional(),
  /** The push services to which reminders may be sent. */
  PUSH_SERVICES: pushServices,
  /** How a push service can reach the operator. Apple's refuses what is no real address. */
  PUSH_CONTACT: z
    .string()
    .regex(
      /^(mailto:\S+@\S+|https:\/\/\S+)$/,
      'Must be an address such as mailto:admin@example.com or https://example.com.',
    )
    .default('mailto:admin@example.com'),
});

/** The settings that come from the secret store. Without a VAPID key nothing is pushed. */
export const secretSettings = z.object({ DATABASE_URL: z.url(), VAPID_PRIVATE_KEY: vapidPrivateKey.optional() });

export const config = configOrExit(settings, process.env);
