import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { request } from '../support/api-client.ts';
import { useChain } from './start-chain.ts';

const folder = new URL('../../infra/observability/', import.meta.url);
const fileOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string; description: string };
}

describe('the dashboard and the alert rules', () => {
  const panels: { title: string; targets: { expr: string }[] }[] = JSON.parse(fileOf('dashboard.json')).panels;
  const rules: Rule[] = parse(fileOf('alerts.yaml')).groups.flatMap(({ rules }: { rules: Rule[] }) => rules);
  const families = new Set(['up']); // which Prometheus itself has of each target
  const chain = useChain({ now: new Date() });

  before(async () => {
    for (const { url } of [chain.backend, chain.recurring, chain.websocket]) {
      const { body } = await request(`${url}/metrics`, 'GET');
      for (const [, family] of body.matchAll(/^# TYPE (\S+)/gm)) families.add(family);
    }
  });

  /** Names with an underscore are metrics: no label, function or keyword that is used here has one and no bracket. */
  function metricsOf(expression: string): string[] {
    const code = expression.replaceAll(/"[^"]*"|\$\w+/g, '');
    return [...code.matchAll(/\b(?:up|[a-z]+(?:_[a-z]+)+)\b(?!\s*\()/g)].map(([name]) => name);
  }

  it('ask for metrics that the services have', () => {
    const expressions = [
      ...rules.map(({ alert, expr }) => [alert, expr] as const),
      ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
    ];
    for (const [what, expression] of expressions) {
      const asked = metricsOf(expression);
      assert.notDeepEqual(asked, [], `${what} asks for nothing`);
      for (const metric of asked) {
        const family = families.has(metric) ? metric : metric.replace(/_(?:bucket|count|sum)$/, '');
        assert.ok(families.has(family), `${what} asks for ${metric}, which no service has`);
      }
    }
  });

  it('show every metric of our own', () => {
    const ours = [...families].filter((name) =>
      /^(?:limit|outbox|consumer|dead_letters|reminder|websocket|http)_/.test(name),
    );
    const shown = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsOf(expr)));
    const missing = ours.filter((name) => !shown.some((metric) => metric.startsWith(name)));
    assert.deepEqual(missing, []);
  });

  it('say with each alert what to do', () => {
    for (const { alert, annotations } of rules) {
      assert.ok(annotations.summary && annotations.description.length > 20, `${alert} says nothing`);
    }
  });
});
