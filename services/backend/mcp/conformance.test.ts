import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBackend, type TestBackend } from '../../../tests/support/backend/start-backend.ts';

const suite = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'));
const baseline = fileURLToPath(new URL('conformance.expected-failures.yml', import.meta.url));

/** The scenarios that apply to a server which has tools and keeps no session. */
const applicable = ['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection'];

describe('the MCP server', () => {
  let backend: TestBackend;
  let proxy: Server;
  let results: string;

  before(async () => {
    const allowedOrigins: string[] = [];
    backend = await startBackend({ allowedOrigins });
    const { token } = await backend.register();
    proxy = await signingIn(backend.url, token);
    allowedOrigins.push(addressOf(proxy));
    results = await mkdtemp(join(tmpdir(), 'mcp-conformance-'));
  });
  after(async () => {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
    await backend.stop();
    await rm(results, { recursive: true });
  });

  it('conforms to the protocol in everything that it offers', async () => {
    const { code, output } = await run([
      'server',
      '--url',
      `${addressOf(proxy)}/mcp`,
      '--suite',
      'all',
      '--expected-failures',
      baseline,
      '--output-dir',
      results,
    ]);
    assert.equal(code, 0, output);
    for (const scenario of applicable)
      assert.match(output, new RegExp(`^✓ ${scenario}: [1-9]\\d* passed, 0 failed`, 'm'));
  });

  function run(args: string[]): Promise<{ code: number | string; output: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [suite, ...args], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
        resolve({ code: error?.code ?? 0, output: stdout + stderr });
      });
    });
  }
});

/** In front of the backend, for the suite knows no credentials: adds the token, and changes nothing else. */
async function signingIn(url: string, token: string): Promise<Server> {
  const proxy = createServer((incoming, outgoing) => {
    const { method = '', headers } = incoming;
    const forwarded = httpRequest(
      new URL(incoming.url ?? '/', url),
      { method, headers: { ...headers, authorization: `Bearer ${token}` } },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  return proxy;
}

function addressOf(server: Server): string {
  const { port } = server.address() as { port: number };
  return `http://127.0.0.1:${port}`;
}
