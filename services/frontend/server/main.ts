import { join } from 'node:path';
import { createServer, type InlineConfig, preview } from 'vite';
import { runService } from '../../../shared/http/server/server.ts';
import { createLogger } from '../../../shared/logger.ts';
import { config } from './config.ts';
import { builtPage } from './page.build.ts';

const logger = createLogger('frontend', config.LOG_LEVEL);
const root = join(import.meta.dirname, '..');
const vite = { root, configFile: join(root, 'vite.config.ts'), configLoader: 'native' } satisfies InlineConfig;
const listen = { host: config.HOST, port: config.FRONTEND_PORT, strictPort: true };

/** Serves the page, and proxies its requests to the backend and the websocket service, so that all share one origin. */
await runService(logger, async () => {
  if (config.FRONTEND_DEV) {
    const server = await (await createServer({ ...vite, server: listen })).listen();
    logger.info(listen, 'The page is served from its sources.');
    return () => server.close();
  }
  const page = await builtPage(config.PAGE_DIR, vite);
  const server = await preview({ ...vite, build: { outDir: page.path }, preview: listen });
  logger.info({ ...listen, ...page }, 'The page is served.');
  return () => server.close();
});
