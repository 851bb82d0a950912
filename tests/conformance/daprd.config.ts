import { z } from 'zod';
import { loadConfig } from '../../shared/config.ts';

const schema = z.object({
  PATH: z.string(),
  KAFKA_BROKERS: z.string().default('localhost:9092'),
  /** Where the logs of the daprd processes go; kept after the run. */
  LOG_FOLDER: z.string().default('.data/conformance'),
});

export const config = loadConfig(schema, process.env);
