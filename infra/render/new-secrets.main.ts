import { readFileSync } from 'node:fs';
import { newSecrets } from '../stack/secrets/new-secrets.ts';
import { rotatedSecrets } from '../stack/secrets/rotated-secrets.ts';
import { secretValues } from '../stack/secrets/secret.values.ts';
import { runProgram } from './run-program.ts';
import { yaml } from './yaml.ts';

/**
 * Prints new random secrets, with Pulumi for the stack's configuration:
 * `npm run --silent new-secrets | pulumi config set --secret todo:secrets --stack cloud`.
 * To change all secrets of a stack: `pulumi config get todo:secrets | npm run --silent new-secrets -- rotate | pulumi config set
 * --secret todo:secrets`.
 * Without Pulumi as Kubernetes Secrets: `npm run --silent new-secrets -- manifests | kubectl create -f -`.
 */
const [form] = process.argv.slice(2);
if (form === 'rotate') {
  const old = secretValues.parse(JSON.parse(readFileSync(process.stdin.fd, 'utf8')));
  process.stdout.write(`${JSON.stringify(rotatedSecrets(old))}\n`);
} else if (form === 'manifests') {
  const { manifests } = await runProgram('cloud', { 'todo:secrets': newSecrets() });
  const secrets = manifests.filter(({ kind }) => kind === 'Secret');
  process.stdout.write(yaml(secrets, 'Secret: do not commit, and keep it where you keep such things.'));
} else {
  process.stdout.write(`${JSON.stringify(newSecrets())}\n`);
}
