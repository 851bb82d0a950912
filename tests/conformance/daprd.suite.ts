import { mkdirSync, rmSync } from 'node:fs';
import { config } from './daprd.config.ts';
import { realDaprd } from './daprd.sidecars.ts';
import { conformance } from './suite/suite.ts';

rmSync(config.LOG_FOLDER, { recursive: true, force: true });
mkdirSync(config.LOG_FOLDER, { recursive: true });
conformance(realDaprd({ brokers: config.KAFKA_BROKERS, path: config.PATH, logFolder: config.LOG_FOLDER }));
