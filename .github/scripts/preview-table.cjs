'use strict';

// Kinds that hold data, or everything in them. A Cluster is CloudNativePG's PostgreSQL.
const holdData = /:(Namespace|PersistentVolumeClaim|StatefulSet|Cluster|Redpanda|Secret)$/;
const words = {
  create: 'create',
  update: 'change',
  replace: 'replace',
  'create-replacement': 'replace',
  'delete-replaced': 'replace',
  delete: 'delete',
};
const order = ['delete', 'replace', 'change', 'create'];

/**
 * Returns the output of `pulumi preview --json` as a table in Markdown. Replaces and deletes of what holds data come first, in bold.
 * The JSON may be from anybody, so it decides nothing but the text in the cells.
 */
function previewTable(json) {
  const { steps } = JSON.parse(json);
  const changes = new Map();
  for (const step of steps) {
    const word = Object.hasOwn(words, step.op) ? words[step.op] : undefined;
    const [, type = '', name = ''] = /^urn:pulumi:[^:]*::[^:]*::(.*)::([^:]*)$/.exec(step.urn) ?? [];
    const kind = type.split('$').at(-1);
    if (!word || kind.startsWith('todo:') || kind.startsWith('pulumi:')) continue;
    const risky = ['delete', 'replace'].includes(word) && holdData.test(kind);
    const paths = Object.keys(step.detailedDiff ?? {});
    const known = changes.get(step.urn);
    changes.set(step.urn, {
      word,
      kind: kind.split(':').at(-1),
      name,
      risky,
      paths: paths.length > 0 ? paths : (known?.paths ?? []),
    });
  }
  const rows = [...changes.values()].sort(
    (a, b) => Number(b.risky) - Number(a.risky) || order.indexOf(a.word) - order.indexOf(b.word) || compare(a, b),
  );
  if (rows.length === 0) return 'No change.';
  const count = (word) => rows.filter((row) => row.word === word).length;
  const sum = order
    .filter(count)
    .map((word) => `${count(word)} to ${word}`)
    .join(', ');
  const most = 200;
  return [
    `${sum}.`,
    '',
    '| | resource | what |',
    '|---|---|---|',
    ...rows.slice(0, most).map(({ word, kind, name, risky, paths }) => {
      const bold = risky ? '**' : '';
      return `| ${bold}${word}${bold} | ${bold}${cell(`${kind} ${name}`)}${bold} | ${cell(paths.slice(0, 5).join(', '))}${paths.length > 5 ? ', …' : ''} |`;
    }),
    ...(rows.length > most ? ['', `… and ${rows.length - most} more, in the run.`] : []),
  ].join('\n');
}

function compare(a, b) {
  return `${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1;
}

/** Text that cannot end its cell, mention anybody or become a link. */
function cell(text) {
  const plain = text.replaceAll(/[^\w ./:[\],-]/g, '?').slice(0, 200);
  return plain === '' ? '' : `\`${plain}\``;
}

module.exports = { previewTable };
