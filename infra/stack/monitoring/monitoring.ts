import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';
import { metadata, type StackContext } from '../stack-context.ts';
import { scrapedPods } from './scraped-pods.ts';

const observability = join(import.meta.dirname, '../../observability');

/** What Prometheus's operator and Grafana's sidecar need to watch the system: PodMonitors, alerts, and a dashboard. */
export class Monitoring extends pulumi.ComponentResource {
  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Monitoring', 'monitoring', {}, options);
    const parent = { parent: this };
    const named = (name: string) => metadata(context, name, 'monitoring');
    for (const { name, labels, endpoints } of scrapedPods(context.config)) {
      new k8s.apiextensions.CustomResource(
        `${name}-PodMonitor`,
        {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PodMonitor',
          metadata: named(name),
          spec: {
            selector: { matchLabels: labels },
            podMetricsEndpoints: endpoints.map((endpoint) => ({
              ...endpoint,
              // The alerts know the jobs by this prefix.
              relabelings: [{ targetLabel: 'job', replacement: `todo-${name}` }],
            })),
          },
        },
        parent,
      );
    }
    new k8s.apiextensions.CustomResource(
      'todo-PrometheusRule',
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: named('todo'),
        spec: parse(readFileSync(join(observability, 'alerts.yaml'), 'utf8')),
      },
      parent,
    );
    const dashboard = named('dashboard');
    new k8s.core.v1.ConfigMap(
      'dashboard',
      {
        // Grafana's sidecar loads ConfigMaps with this label.
        metadata: { ...dashboard, labels: { ...dashboard.labels, grafana_dashboard: '1' } },
        data: { 'todo-chatbot.json': readFileSync(join(observability, 'dashboard.json'), 'utf8') },
      },
      parent,
    );
    this.registerOutputs();
  }
}
