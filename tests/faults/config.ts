import { z } from 'zod';
import { loadConfig } from '../../shared/config.ts';

const schema = z.object({
  /** Shell commands that stop and start the broker without losing its events. Without them the fault is skipped. */
  KAFKA_STOP: z.string().optional(),
  KAFKA_START: z.string().optional(),
  /** The names of the faults to run, separated by commas. Default: all. */
  FAULTS: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .optional(),
  /** The folder for logs and data of the system under test. Each run creates it anew and keeps it. Default: `.data/faults`. */
  FAULTS_FOLDER: z.string().default('.data/faults'),
});

export const config = loadConfig(schema, process.env);
