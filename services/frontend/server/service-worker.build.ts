import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { securityHeaders } from '../security-headers.ts';

const source = join(import.meta.dirname, '../worker/sw.ts');

/** Builds `/sw.js` with the list of all files of the page, so that the page opens without a network. */
export function serviceWorker(): Plugin {
  let publicDir: string;
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    async generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('The page has no index.html.');
      // The stored page keeps its headers, so they belong to its revision.
      const revision = hashOf(String(page.source), JSON.stringify(securityHeaders));
      const files = [
        { url: '/index.html', revision },
        // These have a hash of their content in their names.
        ...Object.keys(bundle)
          .filter((name) => name.startsWith('assets/'))
          .map((name) => ({ url: `/${name}`, revision: null })),
        ...readdirSync(join(publicDir, 'icons')).map((name) => {
          return { url: `/icons/${name}`, revision: hashOf(readFileSync(join(publicDir, 'icons', name))) };
        }),
      ];
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: await worker(files) });
    },
  };
}

async function worker(files: object[]): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { PRECACHED: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'baseline-widely-available',
      rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
  const [output] = [result].flat();
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('The service worker was not built.');
  return chunk.code;
}

function hashOf(...contents: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex').slice(0, 16);
}
