import { z } from 'zod';
import { loadConfig } from '../../shared/config.ts';

const schema = z.object({
  PATH: z.string(),
  KAFKA_BROKERS: z.string().default('localhost:9092'),
  /** The folder of the daprd logs, which are kept after the run. Default: `.data/conformance`. */
  LOG_FOLDER: z.string().default('.data/conformance'),
});

export const config = loadConfig(schema, process.env);
