import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const { previewTable } = createRequire(import.meta.url)('../../.github/scripts/preview-table.cjs') as {
  previewTable: (json: string) => string;
};

const step = (op: string, type: string, name: string, ...paths: string[]) => ({
  op,
  urn: `urn:pulumi:cloud::todo-chatbot::todo:stack:Service$${type}::${name}`,
  detailedDiff: Object.fromEntries(paths.map((path) => [path, { kind: 'update' }])),
});

describe('the table of a preview', () => {
  it('has replaces and deletes of what holds data on top, in bold', () => {
    const table = previewTable(
      JSON.stringify({
        steps: [
          step('same', 'kubernetes:core/v1:Service', 'backend'),
          step('create', 'kubernetes:core/v1:ConfigMap', 'new'),
          step('update', 'kubernetes:apps/v1:Deployment', 'backend', 'spec.replicas'),
          step('delete', 'kubernetes:core/v1:ConfigMap', 'old'),
          step(
            'create-replacement',
            'kubernetes:core/v1:PersistentVolumeClaim',
            'postgres-dumps',
            'spec.storageClassName',
          ),
          step('replace', 'kubernetes:core/v1:PersistentVolumeClaim', 'postgres-dumps', 'spec.storageClassName'),
          step('delete-replaced', 'kubernetes:core/v1:PersistentVolumeClaim', 'postgres-dumps'),
        ],
      }),
    );
    assert.deepEqual(table.split('\n'), [
      '1 to delete, 1 to replace, 1 to change, 1 to create.',
      '',
      '| | resource | what |',
      '|---|---|---|',
      '| **replace** | **`PersistentVolumeClaim postgres-dumps`** | `spec.storageClassName` |',
      '| delete | `ConfigMap old` |  |',
      '| change | `Deployment backend` | `spec.replicas` |',
      '| create | `ConfigMap new` |  |',
    ]);
    assert.equal(
      previewTable(JSON.stringify({ steps: [step('same', 'kubernetes:core/v1:Service', 'a')] })),
      'No change.',
    );
  });

  it('takes nothing from the text but words for its cells', () => {
    const table = previewTable(
      JSON.stringify({ steps: [step('update', 'kubernetes:core/v1:Pod', '`|\n<img src=x> @all [a](http://b)')] }),
    );
    assert.equal(table.split('\n').length, 5);
    assert.doesNotMatch(table.split('\n')[4] ?? '', /[<>@()]/);
  });
});
