import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { throwAwayFolder } from '../../tests/support/services/local-system.ts';

interface Run {
  tooOld(version: string): string | undefined;
  isInstalled(folder: string): boolean;
  explainInstallFailure(output: string): string;
}

const file = fileURLToPath(new URL('./run.cjs', import.meta.url));
const { tooOld, isInstalled, explainInstallFailure } = createRequire(import.meta.url)(file) as Run;

describe('run.cjs', () => {
  const folder = throwAwayFolder();
  after(() => folder.remove());
  const write = (name: string, packages: object) =>
    writeFileSync(join(folder.path, name), JSON.stringify({ packages }));

  it('says in one line that an old Node is too old', () => {
    assert.equal(
      tooOld('v18.20.4'),
      'Node.js v18.20.4 is too old: 20 or newer is needed. Install it from https://nodejs.org and start again.',
    );
    assert.equal(tooOld('v20.0.0'), undefined);
    assert.equal(tooOld('v100.1.0'), undefined);
  });

  it('notices packages that are missing, or others than the lock file names', () => {
    mkdirSync(join(folder.path, 'node_modules'));
    const koa = { version: '3.3.0', integrity: 'sha512-a' };
    write('package-lock.json', { '': {}, 'node_modules/koa': koa, 'node_modules/other-system': { optional: true } });
    assert.equal(isInstalled(folder.path), false);
    write('node_modules/.package-lock.json', { 'node_modules/koa': koa });
    assert.equal(isInstalled(folder.path), true);
    write('node_modules/.package-lock.json', { 'node_modules/koa': { ...koa, version: '3.2.0' } });
    assert.equal(isInstalled(folder.path), false);
    write('node_modules/.package-lock.json', {});
    assert.equal(isInstalled(folder.path), false);
  });

  it('does not look for workspaces, which are folders of this repository', () => {
    const workspace = { 'node_modules/page': { resolved: 'services/page', link: true }, 'services/page': {} };
    write('package-lock.json', { '': {}, ...workspace });
    write('node_modules/.package-lock.json', {});
    assert.equal(isInstalled(folder.path), true);
  });

  it('says in one line why the packages could not be installed', () => {
    const why = (output: string) => explainInstallFailure(output).replace('Installing the packages failed: ', '');
    assert.match(why('npm error code ENOSPC\nnpm error nospc'), /^the disk is full\. Free .* start again\.$/);
    assert.match(why('npm error code EROFS'), /^this folder is on a read-only disk\./);
    assert.match(why('npm error code EAI_AGAIN'), /^the package registry cannot be reached\. Check the network/);
    assert.match(why('npm ERR! code EUSAGE'), /^package\.json and package-lock\.json do not fit together\./);
    assert.equal(why('npm error code E1\nnpm error something new'), 'something new. Run "npm ci" to see more.');
  });

  it('runs a program with Node 24, the tools first on the PATH, and gives its exit code back', async () => {
    const program = join(folder.path, 'program.mjs');
    writeFileSync(
      program,
      `import { execSync } from 'node:child_process';
       process.stdout.write(process.version + ' ' + execSync('node --version') + process.argv[2]);
       process.exitCode = 7;`,
    );
    const child = spawn('node', [file, program, 'argument'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    const [code] = await once(child, 'close');
    assert.match(output, /^(v24\.\d+\.\d+) \1\nargument$/);
    assert.equal(code, 7);
  });

  it('passes a signal on and outlives its program', async () => {
    const program = join(folder.path, 'waiting.mjs');
    writeFileSync(
      program,
      `setInterval(() => {}, 1000);
       process.on('SIGTERM', () => { process.stdout.write('cleaned up'); process.exit(0); });
       process.stdout.write('waiting ');`,
    );
    const child = spawn('node', [file, program], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (text) => {
      if (output === '') child.kill('SIGTERM');
      output += text;
    });
    const [code] = await once(child, 'close');
    assert.deepEqual({ output, code }, { output: 'waiting cleaned up', code: 0 });
  });
});
