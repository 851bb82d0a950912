import { stringify } from 'yaml';

/** As kubectl and daprd read it: words that older YAML takes for flags are quoted. */
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
