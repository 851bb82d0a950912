import { z } from 'zod';
import { configOrExit, port, serviceSettings, sidecarSettings } from '../../shared/config.ts';

export const settings = z.object({ ...serviceSettings, ...sidecarSettings, PORT: port.default(8003) });

export const config = configOrExit(settings, process.env);
