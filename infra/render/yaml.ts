import { stringify } from 'yaml';

/** Returns YAML for kubectl and daprd. Words that YAML 1.1 reads as booleans are quoted. */
export function yaml(documents: readonly object[], comment: string): string {
  const head = comment
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');
  const body = documents.map((document) =>
    stringify(document, { lineWidth: 0, version: '1.1', aliasDuplicateObjects: false }),
  );
  return `${head}\n${body.join('---\n')}`;
}
