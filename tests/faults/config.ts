import { z } from 'zod';
import { loadConfig } from '../../shared/config.ts';

const schema = z.object({
  /** Shell commands that stop and start the broker, without losing what it holds. Without them that fault is skipped. */
  KAFKA_STOP: z.string().optional(),
  KAFKA_START: z.string().optional(),
  /** Names of faults, with commas between; all, when it is not set. */
  FAULTS: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .optional(),
  /** Where the system under test has its logs and data; made anew by each run, and kept after it. */
  FAULTS_FOLDER: z.string().default('.data/faults'),
});

export const config = loadConfig(schema, process.env);
