import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type InlineConfig, type PreviewServer, preview, type ViteDevServer } from 'vite';
import { firstLoad } from '../../../tests/support/frontend/first-load.ts';
import { cacheControl, securityHeaders } from '../security-headers.ts';
import { builtPage } from './page.build.ts';
import { pageServer } from './page.server.ts';
import { serviceProxy, unreachable } from './service.proxy.ts';

const root = join(import.meta.dirname, '..');
const vite = {
  root,
  configFile: join(root, 'vite.config.ts'),
  configLoader: 'native',
  logLevel: 'silent',
} satisfies InlineConfig;

/** MCP clients look for these, and fail on HTML. */
const wellKnown = [
  '/.well-known/oauth-protected-resource',
  '/.well-known/oauth-protected-resource/mcp',
  '/.well-known/oauth-authorization-server?resource=x',
  '/.well-known/openid-configuration',
  '/.well-known/',
  '/.well-known',
];

/** Where nothing listens. */
const nowhere = 'http://127.0.0.1:1';
const environment = { BACKEND_URL: nowhere, WEBSOCKET_URL: nowhere };

async function assertUnreachable(url: string): Promise<void> {
  for (const path of ['/api/tasks', '/api/tasks?status=open', '/mcp']) {
    const response = await fetch(`${url}${path}`);
    assert.equal(response.status, unreachable.status, path);
    for (const [name, value] of Object.entries(unreachable.headers))
      assert.equal(response.headers.get(name), value, path);
    assert.deepEqual(await response.json(), unreachable.body, path);
  }
}

describe('the server of the built page', () => {
  const environmentBefore = { ...process.env };
  let folder: string;
  let server: PreviewServer;
  let url: string;

  before(async () => {
    Object.assign(process.env, environment);
    folder = await mkdtemp(join(tmpdir(), 'todo-page-'));
    const { path, wasBuilt } = await builtPage(folder, vite);
    assert.ok(wasBuilt);
    server = await preview({ ...vite, build: { outDir: path }, preview: { host: '127.0.0.1', port: 0 } });
    const address = server.httpServer.address();
    assert.ok(typeof address === 'object' && address);
    url = `http://127.0.0.1:${address.port}`;
  });
  after(async () => {
    process.env = environmentBefore;
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const get = (path: string) => fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
  const page = async () => (await get('/')).text();

  it('does not build the same page again', async () => {
    assert.equal((await builtPage(folder, vite)).wasBuilt, false);
  });

  it('sends the security headers with everything', async () => {
    const script = /src="(\/assets\/[^"]+)"/.exec(await page())?.[1] ?? '';
    for (const path of ['/', '/tasks/some', script, '/icons/icon.svg', '/assets/gone.js']) {
      const { headers } = await get(path);
      for (const [name, value] of Object.entries(securityHeaders)) assert.equal(headers.get(name), value, path);
    }
  });

  it('has nothing inline that the policy would refuse', async () => {
    const html = await page();
    assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/i);
  });

  it('serves the page at every address of the page', async () => {
    const index = await page();
    for (const path of ['/settings', '/tasks/01a20de1-44fb-757f-9041-dc6e413a1048', '/nowhere/at/all']) {
      const response = await get(path);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('cache-control'), cacheControl.others);
      assert.equal(await response.text(), index);
    }
  });

  it('has assets kept for good, and 404 for those of another page', async () => {
    const script = /src="(\/assets\/[^"]+)"/.exec(await page())?.[1] ?? '';
    const kept = await get(script);
    assert.equal(kept.status, 200);
    assert.match(kept.headers.get('content-type') ?? '', /javascript/);
    assert.equal(kept.headers.get('cache-control'), cacheControl.assets);
    const gone = await get('/assets/index-gone.js');
    assert.equal(gone.status, 404);
    assert.equal(gone.headers.get('cache-control'), cacheControl.others);
  });

  it('has 404 for what programs look for below /.well-known/, and not the page', async () => {
    for (const path of wellKnown) {
      const { status, headers } = await get(path);
      assert.deepEqual([status, headers.get('content-type')], [404, null], path);
    }
  });

  it('responds 503 for a service that cannot be reached, and says when to try again', () => assertUnreachable(url));

  it('loads less than 200 kB of gzipped JavaScript at first', async () => {
    const sizes = await firstLoad(url);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    assert.ok(total > 50_000 && total < 200_000, `${total} bytes: ${JSON.stringify(Object.fromEntries(sizes))}`);
  });

  it('has a service worker that is never kept, is allowed by the policy, and knows every file that the page may load', async () => {
    const { status, headers } = await get('/sw.js');
    assert.deepEqual([status, headers.get('cache-control')], [200, cacheControl.others]);
    assert.match(headers.get('content-type') ?? '', /javascript/);
    const worker = await (await get('/sw.js')).text();
    const [folderOfPage] = await readdir(folder);
    const files = await readdir(join(folder, folderOfPage!, 'assets'));
    assert.ok(files.length > 10);
    for (const file of files) assert.ok(worker.includes(`/assets/${file}`), file);
    for (const file of ['/index.html', '/icons/icon.svg']) assert.ok(worker.includes(file), file);
  });

  it('has a manifest with which it is installed, with icons that are there', async () => {
    const manifest = await (await get('/manifest.webmanifest')).json();
    for (const { src, type } of manifest.icons) {
      const icon = await get(src);
      assert.equal(icon.headers.get('content-type'), type, src);
    }
    // Browsers offer to install a page that names these.
    const { name, start_url: start, display, icons } = manifest;
    assert.deepEqual([name, start, display], ['Todo', '/', 'standalone']);
    const sizes = icons.map((icon: { sizes: string; purpose?: string }) => `${icon.sizes} ${icon.purpose ?? 'any'}`);
    for (const size of ['192x192 any', '512x512 any', '512x512 maskable']) assert.ok(sizes.includes(size), size);
    assert.match(await (await get('/')).text(), /<link rel="manifest" href="\/manifest.webmanifest"/);
  });
});

describe('the server of the page from its sources', () => {
  let server: ViteDevServer;
  let url: string;
  before(async () => {
    // Without the rest of our configuration, which would prepare the page's dependencies: only HTML is asked for.
    const options: InlineConfig = {
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [pageServer()],
      optimizeDeps: { noDiscovery: true },
    };
    const proxy = serviceProxy(nowhere, nowhere);
    server = await createServer({ ...options, server: { ...proxy, host: '127.0.0.1', port: 0 } });
    await server.listen();
    const address = server.httpServer?.address();
    assert.ok(typeof address === 'object' && address);
    url = `http://127.0.0.1:${address.port}`;
  });
  after(() => server?.close());

  it('responds 503 for a service that cannot be reached, and says when to try again', () => assertUnreachable(url));

  it('ends a service worker of a built page, which would hide the sources', async () => {
    const response = await fetch(`${url}/sw.js`);
    assert.equal(response.headers.get('cache-control'), cacheControl.others);
    assert.match(await response.text(), /unregister/);
  });

  it('has 404 for what programs look for below /.well-known/, and the page elsewhere', async () => {
    const status = async (path: string) => (await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })).status;
    for (const path of wellKnown) assert.equal(await status(path), 404, path);
    assert.equal(await status('/settings'), 200);
  });
});
