import { z } from 'zod';

/** The push services of Chrome and Edge on phones, Firefox, Edge on Windows, and Safari. */
const knownServices = 'fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,*.push.apple.com';

/**
 * The hosts to which reminders may be pushed, with commas between; `*.` stands for any names before it. They are reached by https
 * alone. An origin of this machine, such as `http://127.0.0.1:8443`, is for tests.
 */
export const pushServices = z
  .string()
  .default(knownServices)
  .transform((value) => value.split(',').map((service) => service.trim().toLowerCase()))
  .refine((services) => services.every((service) => host.test(service) || ofThisMachine.test(service)), {
    error: 'Must be host names such as fcm.googleapis.com or *.push.apple.com, with commas between.',
  });

const host = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const ofThisMachine = /^http:\/\/127\.0\.0\.1:\d+$/;

/** Tells whether a subscription's address belongs to one of the services. No other address is ever called. */
export function isAllowed(endpoint: string, services: readonly string[]): boolean {
  const url = URL.parse(endpoint);
  if (!url || url.username || url.password) return false;
  return services.some((service) => {
    if (ofThisMachine.test(service)) return url.origin === service;
    if (url.protocol !== 'https:' || url.port !== '') return false;
    return service.startsWith('*.') ? url.hostname.endsWith(service.slice(1)) : url.hostname === service;
  });
}
