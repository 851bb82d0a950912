import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../../infra/local/config.ts';
import { smallMemory } from '../../infra/local/processes/process-plan.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { largeBodies } from '../../services/backend/platform/openapi/route.ts';
import pagePackage from '../../services/frontend/package.json' with { type: 'json' };
import { cacheControl, securityHeaders } from '../../services/frontend/security-headers.ts';
import { unreachable } from '../../services/frontend/server/service.proxy.ts';
import { usualBody } from '../../shared/http/body.ts';
import { defaultConnectionLimits } from '../../shared/limits.ts';
import { startBackend } from '../support/backend/start-backend.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Returns a module's runtime imports: files as relative paths, and packages by name. */
function importsOf(file: string): { files: string[]; packages: string[] } {
  const imports = /^(?:import|export)(?! type)(?:[^;]*? from)? '([^']+)'|\bimport\('([^']+)'\)/gms;
  const names = [...read(file).matchAll(imports)].map(([, name, lazy = '']) => name ?? lazy);
  return {
    files: names.filter((name) => name.startsWith('.')),
    packages: names
      .filter((name) => !name.startsWith('.') && !builtinModules.includes(name.replace('node:', '')))
      .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')),
  };
}

describe('the image of the services', () => {
  const dockerfile = read('services/Dockerfile');

  it('holds every service', () => {
    const services = globSync('services/*/main.ts', { cwd: root }).map((path) => path.replace('/main.ts', ''));
    for (const folder of services) assert.ok(dockerfile.includes(`\nCOPY ${folder} ${folder}\n`), folder);
    assert.equal(services.length, 4);
  });

  it('has all that its programs import: runtime packages, themselves, and shared', () => {
    const files = globSync(['services/{backend,notification,recurring,websocket}/**/*.ts', 'shared/**/*.ts'], {
      cwd: root,
      exclude: (path) => /\/testing(\/|$)|\.test\.ts$|\.properties\.ts$/.test(path),
    });
    assert.ok(files.length > 100);
    for (const file of files) {
      const { files: imported, packages } = importsOf(file);
      for (const name of imported) assert.doesNotMatch(name, /\/(infra|testing|frontend)\//, `${file} imports ${name}`);
      for (const name of packages) assert.ok(name in packageJson.dependencies, `${file} imports ${name}`);
    }
  });

  it('bounds the memory of its programs as npm start does', () => {
    for (const [name, value] of Object.entries(smallMemory.env))
      assert.ok(dockerfile.includes(`${name}=${value}`), name);
    assert.ok(dockerfile.includes(`NODE_OPTIONS="${smallMemory.flags.join(' ')}"`));
  });

  it('has no library of the page', () => {
    assert.match(dockerfile, /^ {4}npm ci --omit=dev --workspaces=false /m);
    assert.doesNotMatch(dockerfile, /frontend/);
    const { packages } = JSON.parse(read('package-lock.json'));
    const installed = new Set<string>();
    const visit = (names: string[]) => {
      for (const name of names.filter((name) => !installed.has(name))) {
        installed.add(name);
        const entry = packages[`node_modules/${name}`];
        visit(Object.keys({ ...entry?.dependencies, ...entry?.optionalDependencies }));
      }
    };
    visit(Object.keys(packageJson.dependencies));
    assert.ok(installed.size > 100);
    for (const name of [
      'react',
      'react-dom',
      'wouter',
      'idb-keyval',
      '@base-ui/react',
      '@tanstack/react-query',
      'vite',
    ])
      assert.ok(!installed.has(name), name);
  });

  it('has no user that may write', () => {
    assert.match(dockerfile, /^USER 10001:10001$/m);
    assert.match(read('services/frontend/Dockerfile'), /^USER 10001:10001$/m);
  });
});

describe('the image of the page', () => {
  it('has all that the page and its build import, and the same of it as the services have', () => {
    const { dependencies, devDependencies } = pagePackage;
    const all: Record<string, string> = { ...dependencies, ...devDependencies };
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file) || !/\.tsx?$/.test(file)) return;
      seen.add(file);
      const { files, packages } = importsOf(file);
      for (const name of packages) assert.ok(name in all, `${file} imports ${name}`);
      for (const name of files) visit(join(dirname(file), name));
    };
    for (const file of ['main.tsx', 'vite.config.ts']) visit(`services/frontend/${file}`);
    assert.ok(seen.size > 100);
    assert.deepEqual(packageJson.workspaces, ['services/frontend']);
    for (const [name, version] of Object.entries(packageJson.dependencies)) assert.equal(all[name] ?? version, version);
  });
});

describe('the images', () => {
  it('stand on the Node that everybody develops with, and on nothing that is not told by its version', () => {
    for (const path of ['services/Dockerfile', 'services/frontend/Dockerfile']) {
      assert.match(read(path), new RegExp(`^ARG NODE_IMAGE=node:${packageJson.devDependencies.node}-`, 'm'));
      for (const [, image = ''] of read(path).matchAll(/^ARG \w+_IMAGE=(.*)$/gm))
        assert.match(image, /:\d+\.\d+\.\d+-/);
      for (const [, from = ''] of read(path).matchAll(/^FROM (\S+)/gm)) assert.match(from, /^\$\{\w+_IMAGE\}$/);
    }
  });
});

describe("the page's web server", () => {
  const caddyfile = read('services/frontend/Caddyfile');

  it('sends the same headers as npm start', () => {
    for (const [name, value] of Object.entries(securityHeaders)) {
      const line = caddyfile.match(new RegExp(`^\\s+${name} (.*)$`, 'm'))?.[1];
      assert.equal(line?.replace(/^"(.*)"$/, '$1'), value, name);
    }
    assert.match(caddyfile, /^\s*Strict-Transport-Security max-age=31536000$/m);
    assert.ok(caddyfile.includes(`header @hashed Cache-Control "${cacheControl.assets}"\n`));
    assert.ok(caddyfile.includes(`header @named Cache-Control ${cacheControl.others}\n`));
  });

  it('responds for a service that cannot be reached as npm start does', () => {
    const { status, headers, body } = unreachable;
    const response = caddyfile.slice(caddyfile.indexOf('handle @service {'));
    for (const [name, value] of Object.entries(headers))
      assert.ok(response.includes(`header ${name} ${value}\n`), name);
    assert.ok(response.includes(`respond \`${JSON.stringify(body)}\` ${status}\n`));
  });

  it('serves the page at its own addresses, and neither as a file nor below /.well-known/', () => {
    const isFile = new RegExp(caddyfile.match(/^\s+@address not path_regexp (\S+)$/m)?.[1] ?? '');
    for (const path of ['/', '/settings', '/tasks/some', '/lists/well-known/x']) assert.doesNotMatch(path, isFile);
    for (const path of ['/sw.js', '/.well-known', '/.well-known/oauth-protected-resource/mcp'])
      assert.match(path, isFile);
  });

  it('passes on what programs ask of the services, and nothing else', () => {
    const patterns = caddyfile.match(/^\t@backend path (.*)$/m)?.[1]?.split(' ') ?? [];
    const isPassedOn = (path: string) =>
      patterns.some((pattern) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern));
    for (const path of ['/api/feed/todo_0.ics', '/api/push/key', '/api/auth/reset', '/api/tokens', '/mcp'])
      assert.ok(isPassedOn(path), path);
    for (const path of ['/', '/reset', '/metrics', '/internal/session', '/apis', '/sw.js'])
      assert.ok(!isPassedOn(path), path);
    assert.match(caddyfile, /handle @backend \{[\s\S]*?reverse_proxy \{\$BACKEND_URL:http:\/\/backend:8000\}/);
    assert.match(caddyfile, /handle \/ws \{[\s\S]*?reverse_proxy \{\$WEBSOCKET_URL\}/);
  });

  it('waits for slow clients as long as npm start does', () => {
    const { HEADERS_TIMEOUT_SECONDS, REQUEST_TIMEOUT_SECONDS } = defaultConnectionLimits;
    assert.ok(caddyfile.includes(`read_header ${HEADERS_TIMEOUT_SECONDS}s\n`));
    assert.ok(caddyfile.includes(`read_body ${REQUEST_TIMEOUT_SECONDS}s\n`));
  });

  it('takes bodies as large as the backend does', async () => {
    const backend = await startBackend();
    const large = largeBodies(backend.api);
    await backend.stop();
    const limits = Object.entries({ ...large, '': { limit: usualBody } });
    const block = caddyfile.match(/^\thandle @backend \{(.*?)^\t\}/ms)?.[1] ?? '';
    const names = new Map([...block.matchAll(/^\t\t(@\w+) path (\S+)$/gm)].map(([, name, path]) => [path, name]));
    for (const [path, { limit }] of limits) {
      const name = path ? names.get(path) : '@usual';
      const size = limit.replace('kb', 'KiB').replace('mb', 'MiB');
      assert.ok(new RegExp(`request_body ${name} \\{\\s+max_size ${size}\\s`).test(block), `${path}: ${limit}`);
    }
    assert.ok(block.includes(`@usual not path ${Object.keys(large).join(' ')}\n`));
  });
});
