import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../infra/local/config.ts';
import { limitSettings } from '../../services/backend/limits/limits.ts';
import { connectionLimits, socketLimits } from '../../shared/limits.ts';

describe('every limit', () => {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const limits = Object.keys({ ...limitSettings, ...connectionLimits, ...socketLimits });

  it('is a setting with a default, which the documentation names', () => {
    const documented = read('docs/deployment.md');
    for (const limit of limits) assert.ok(documented.includes(`\`${limit}\``), limit);
    for (const schema of Object.values({ ...limitSettings, ...connectionLimits, ...socketLimits }))
      assert.ok(Number(schema.parse(undefined)) > 0);
  });

  it('is counted when it refuses something, and an alert looks at the count', () => {
    const rules = parse(read('infra/observability/alerts.yaml')).groups[0].rules;
    const expressions: string[] = rules.map(({ expr }: { expr: string }) => expr);
    assert.ok(expressions.some((expression) => expression.includes('limit_refusals_total')));
    assert.ok(expressions.some((expression) => expression.includes('status="413"')));
    assert.ok(expressions.some((expression) => expression.includes('statements_cancelled_total')));
  });
});
