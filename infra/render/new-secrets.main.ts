import { newSecrets } from '../stack/secrets/new-secrets.ts';
import { runProgram } from './run-program.ts';
import { yaml } from './yaml.ts';

/**
 * Prints new random secrets, with Pulumi for the stack's configuration:
 * `npm run --silent new-secrets | pulumi config set --secret todo:secrets --stack cloud`,
 * and without Pulumi as Kubernetes Secrets: `npm run --silent new-secrets -- manifests | kubectl create -f -`.
 */
const [form] = process.argv.slice(2);
if (form === 'manifests') {
  const { manifests } = await runProgram('cloud', { 'todo:secrets': newSecrets() });
  const secrets = manifests.filter(({ kind }) => kind === 'Secret');
  process.stdout.write(yaml(secrets, 'Secret: do not commit, and keep it where you keep such things.'));
} else {
  process.stdout.write(`${JSON.stringify(newSecrets())}\n`);
}
