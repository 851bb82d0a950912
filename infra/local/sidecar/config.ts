import { join } from 'node:path';
import { z } from 'zod';
import { type Environment, loadConfig, port } from '../../../shared/config.ts';

const dapr = join(import.meta.dirname, '../../dapr');
const token = z.string().min(16).optional();
const app = { appId: z.string().min(1), appPort: port, httpPort: port, apiToken: token, appApiToken: token };
const apps = z.array(z.object(app)).min(1);

const schema = z.object({
  /** The apps, their ports and tokens as JSON: `[{ "appId": "backend", "appPort": 8000, "httpPort": 3500, "apiToken": … }, …]` */
  SIDECAR_APPS: z.string().transform((text, context) => {
    try {
      return apps.parse(JSON.parse(text));
    } catch {
      context.addIssue('Must be JSON such as [{ "appId": "backend", "appPort": 8000, "httpPort": 3500 }].');
      return z.NEVER;
    }
  }),
  SIDECAR_COMPONENTS: z.string().default(join(dapr, 'components')),
  /** The folder with the Configuration of each app. */
  SIDECAR_CONFIG: z.string().default(join(dapr, 'config')),
  /** The path of the secrets file. Default: the path in the component file. */
  SIDECAR_SECRETS_FILE: z.string().optional(),
  /** The folder in which e-mails are kept, where no SMTP binding is configured. Default: there is no e-mail. */
  SIDECAR_MAIL_FOLDER: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type SidecarConfig = Readonly<z.infer<typeof schema>>;

export function readConfig(env: Environment): SidecarConfig {
  return loadConfig(schema, env);
}
