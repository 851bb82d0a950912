import { containersOf, type Resource, type Rule } from './rule.ts';

const secretName = /password|secret|token|private_?key|api_?key|credential|connection_?string|database_url$/i;
const secretText = /-----BEGIN [A-Z ]*PRIVATE KEY-----|:\/\/[^/\s:@]+:[^/\s:@]+@/;

export const noLiteralSecrets: Rule = {
  name: 'no-literal-secrets',
  description: 'What is secret is in Secrets, and referred to by name or by file.',
  violations: (resource) => [
    ...containersOf(resource).flatMap(({ name, env = [] }) =>
      env
        .filter(({ name: variable, value }) => value && !variable.endsWith('_FILE') && isSecret(variable, value))
        .map((variable) => `Container ${name} has ${variable.name} as a literal.`),
    ),
    ...literals(resource).map((key) => `${key} is a literal.`),
  ],
};

function literals(resource: Resource): string[] {
  if (resource.kind === 'ConfigMap')
    return Object.entries<string>(resource['data'] ?? {})
      .filter(isSecretText)
      .map(key);
  if (resource.kind !== 'Component') return [];
  const settings: { name: string; value?: string }[] = resource['spec']?.metadata ?? [];
  // Settings such as `secretsFile` name a path, not a secret.
  return settings
    .filter(({ name, value }) => value && !/file$/i.test(name) && isSecret(name, value))
    .map(({ name }) => name);
}

function isSecret(name: string, value: string): boolean {
  return secretName.test(name) || secretText.test(value);
}

function isSecretText([, text]: [string, string]): boolean {
  return secretText.test(text);
}

function key([name]: [string, string]): string {
  return name;
}
