import { mkdirSync, rmSync } from 'node:fs';
import { config } from './daprd.config.ts';
import { startDaprd } from './daprd.world.ts';
import { conformance } from './suite.ts';

rmSync(config.LOG_FOLDER, { recursive: true, force: true });
mkdirSync(config.LOG_FOLDER, { recursive: true });
conformance('daprd with Kafka', startDaprd(config.PATH, config.LOG_FOLDER), config.KAFKA_BROKERS);
