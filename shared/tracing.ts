import { trace } from '@opentelemetry/api';

/**
 * Sends the spans of this process to an OpenTelemetry collector (OTLP over HTTP). Without an endpoint nothing is recorded
 * and nothing loaded. Sampling, headers and the like are OpenTelemetry's own variables:
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 * @returns a function that sends the remaining spans and stops
 */
export async function startTracing(service: string, endpoint: string | undefined): Promise<() => Promise<void>> {
  if (!endpoint) return async () => undefined;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }, semantic] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-proto'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/semantic-conventions'),
    ]);
  const exporter = new OTLPTraceExporter({ url: new URL('v1/traces', withSlash(endpoint)).href });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ [semantic.ATTR_SERVICE_NAME]: service }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown();
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
