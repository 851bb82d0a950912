import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type InlineConfig, preview } from 'vite';
import { root } from '../../../infra/local/config.ts';
import { freePort } from '../../../infra/local/resources/free-port.ts';
import { pageServer } from '../../../services/frontend/server/page.server.ts';
import { serviceProxy } from '../../../services/frontend/server/service.proxy.ts';
import { type ConnectionLimits, defaultConnectionLimits } from '../../../shared/limits.ts';
import { eventually } from '../eventually.ts';

export interface PageServer {
  url: string;
  /** Without a signal it ends at once. */
  stop(signal?: NodeJS.Signals): unknown;
}

export interface PageServerInput {
  /** A folder for this server, with nothing in it. */
  folder: string;
  backend: string;
  websocket: string;
  limits?: Partial<ConnectionLimits>;
}

type Start = (input: PageServerInput) => Promise<PageServer>;

export const viteServers: Record<string, Start> = {
  'the server of the built page': async (input) => {
    const server = await preview({ ...vite(input), build: { outDir: page(input.folder) }, preview: ports(input) });
    return { url: urlOf(server.httpServer.address()), stop: () => server.close() };
  },
  'the server of the page from its sources': async (input) => {
    page(input.folder);
    const server = await createServer({ ...vite(input), optimizeDeps: { noDiscovery: true }, server: ports(input) });
    await server.listen();
    return { url: urlOf(server.httpServer?.address() ?? null), stop: () => server.close() };
  },
};

/** All servers of the page; the one of the image only where Caddy is on the PATH. */
export const pageServers: Record<string, Start> = {
  ...viteServers,
  ...(spawnSync('caddy', ['version']).status === 0 ? { 'the web server of the image': caddy } : {}),
};

/** Without the rest of our configuration, which would prepare the page's dependencies. */
const vite = ({ folder, limits }: PageServerInput): InlineConfig => ({
  root: folder,
  configFile: false,
  logLevel: 'silent',
  plugins: [pageServer({ ...defaultConnectionLimits, ...limits })],
});
const ports = ({ backend, websocket }: PageServerInput) => ({
  ...serviceProxy(backend, websocket),
  host: '127.0.0.1',
  port: 0,
});

/** A page that is its own address, so that responses of the services cannot be mistaken for it. */
function page(folder: string): string {
  const built = join(folder, 'dist');
  mkdirSync(built, { recursive: true });
  for (const place of [folder, built]) writeFileSync(join(place, 'index.html'), '<!doctype html><p>the page</p>');
  return built;
}

function urlOf(address: unknown): string {
  return `http://127.0.0.1:${(address as { port: number }).port}`;
}

async function caddy({ folder, backend, websocket }: PageServerInput): Promise<PageServer> {
  const port = await freePort();
  const file = join(folder, 'Caddyfile');
  const original = readFileSync(join(root, 'services/frontend/Caddyfile'), 'utf8');
  writeFileSync(file, original.replace(':8080 {', `:${port} {`).replace('root * /srv', `root * ${page(folder)}`));
  const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    env: { PATH: process.env['PATH'], HOME: folder, BACKEND_URL: backend, WEBSOCKET_URL: websocket },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const isUp = () =>
    fetch(`${url}/healthz`)
      .then(({ ok }) => ok)
      .catch(() => false); // prettier-ignore
  await eventually('Caddy serves', isUp);
  return { url, stop: (signal = 'SIGKILL') => child.kill(signal) };
}
