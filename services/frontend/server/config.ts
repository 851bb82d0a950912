import { z } from 'zod';
import { configOrExit, flag, port, serviceSettings } from '../../../shared/config.ts';

const settings = z.object({
  HOST: serviceSettings.HOST.default('127.0.0.1'),
  LOG_LEVEL: serviceSettings.LOG_LEVEL,
  FRONTEND_PORT: port.default(3000),
  /** Serves the sources, and changes of them at once. */
  FRONTEND_DEV: flag.default(false),
  /** Where built pages are kept. */
  PAGE_DIR: z.string().default('dist'),
});

export const config = configOrExit(settings, process.env);
