import { z } from 'zod';
import { configOrExit, flag, port, serviceSettings } from '../../../shared/config.ts';

const settings = z.object({
  HOST: serviceSettings.HOST.default('127.0.0.1'),
  LOG_LEVEL: serviceSettings.LOG_LEVEL,
  FRONTEND_PORT: port.default(3000),
  /** True to serve the sources with hot reload. */
  FRONTEND_DEV: flag.default(false),
  /** The folder that holds built pages. */
  PAGE_DIR: z.string().default('dist'),
});

export const config = configOrExit(settings, process.env);
