import { keepCompiledCode, onShutdown } from '../../../shared/http/server/server.ts';
import { createLogger } from '../../../shared/logger.ts';
import { readConfig } from './config.ts';
import { startSidecarStandIn } from './stand-in.ts';

try {
  const config = readConfig(process.env);
  const logger = createLogger('sidecar', config.LOG_LEVEL);
  const sidecar = await startSidecarStandIn({
    apps: config.SIDECAR_APPS,
    componentsFolder: config.SIDECAR_COMPONENTS,
    configFolder: config.SIDECAR_CONFIG,
    secretsFile: config.SIDECAR_SECRETS_FILE,
    mailFolder: config.SIDECAR_MAIL_FOLDER,
    logger,
  });
  onShutdown(logger, () => sidecar.stop());
  keepCompiledCode();
} catch (error) {
  process.stderr.write(`The local sidecar cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
