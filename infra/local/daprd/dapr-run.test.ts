import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../config.ts';
import { freePort } from '../resources/free-port.ts';
import { runDapr } from './dapr-run.ts';

describe('npm run dapr', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'todo-dapr-run-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** Puts a fake Dapr CLI on PATH, which records its environment. */
  async function cliThat(does: string): Promise<Record<string, string>> {
    const cli = join(folder, 'dapr');
    await writeFile(cli, `#!${process.execPath}\n${does}\n`);
    await chmod(cli, 0o755);
    return { PATH: folder, DATA_DIR: join(folder, 'data'), POSTGRES_PORT: String(await freePort()) };
  }

  it("starts Dapr's CLI with the tokens, on a database with the current schema", async () => {
    const found = join(folder, 'found.json');
    const env = await cliThat(`
      const { createRequire } = require('node:module');
      const pg = createRequire(${JSON.stringify(join(root, 'package.json'))})('pg');
      const secrets = JSON.parse(require('node:fs').readFileSync(${JSON.stringify(join(folder, 'data/secrets.json'))}, 'utf8'));
      const client = new pg.Client({ connectionString: secrets.backend.DATABASE_URL });
      const report = (more) => require('node:fs').writeFileSync(${JSON.stringify(found)}, JSON.stringify({
        args: process.argv.slice(2), folder: process.cwd(),
        tokens: [process.env.DAPR_API_TOKEN, process.env.APP_API_TOKEN].map((token) => token && token.length), ...more }));
      client.connect().then(() => client.query('select count(*)::int as tasks from task'))
        .then(({ rows }) => report(rows[0]), (error) => report({ error: String(error) }))
        .finally(() => client.end()).then(() => process.exit(7));`);
    assert.equal(await runDapr(env), 7);
    const { folder: cwd, ...rest } = JSON.parse(await readFile(found, 'utf8'));
    assert.deepEqual(rest, { args: ['run', '-f', '.'], tokens: [32, 32], tasks: 0 });
    assert.equal(join(cwd, '/'), root);
  });

  it('says what to install where there is no CLI', async () => {
    const env = {
      PATH: join(folder, 'nowhere'),
      DATA_DIR: join(folder, 'data'),
      POSTGRES_PORT: String(await freePort()),
    };
    await assert.rejects(runDapr(env), /Dapr's CLI cannot be started .* Install it, and run `dapr init --slim`\./);
  });

  it('the file has every service, as the components and the page expect them', async () => {
    const { apps, common } = parse(await readFile(join(root, 'dapr.yaml'), 'utf8'));
    assert.deepEqual(
      apps.map(({ appID, appPort, daprHTTPPort }: Record<string, unknown>) => [appID, appPort, daprHTTPPort]),
      [
        ['backend', 8000, 3500],
        ['notification', 8002, 3502],
        ['recurring', 8003, 3503],
        ['websocket', 8004, 3504],
      ],
    );
    for (const { appID, configFilePath } of apps) assert.equal(configFilePath, `./infra/dapr/config/${appID}.yaml`);
    assert.deepEqual(common.resourcesPaths, ['./infra/dapr/components']);
  });
});
