import k8s from '@pulumi/kubernetes';
import { commands } from './stack/commands.ts';
import { clusterAccess, stackConfig } from './stack/config.reader.ts';
import { DaprControlPlane } from './stack/dapr/control-plane.ts';
import { DaprComponents } from './stack/dapr/dapr.ts';
import { Postgres } from './stack/data/postgres.ts';
import { CertificateIssuer } from './stack/entry/certificate.issuer.ts';
import { PublicGateway } from './stack/entry/gateway.ts';
import { PublicIngress } from './stack/entry/ingress.ts';
import { Broker } from './stack/events/broker.ts';
import { Topics } from './stack/events/topics.ts';
import { imageOf } from './stack/images.ts';
import { Migration } from './stack/migration.ts';
import { Monitoring } from './stack/monitoring/monitoring.ts';
import { Namespace } from './stack/namespace.ts';
import { Prerequisites } from './stack/prerequisites/prerequisites.ts';
import { Secrets } from './stack/secrets/secrets.ts';
import { backend, frontend, notification, recurring, websocket } from './stack/services.ts';
import type { StackContext } from './stack/stack-context.ts';

/**
 * Deploys the system to Kubernetes, in the order of its dependencies. The stacks `minikube` and `cloud` differ only in their
 * configuration (stack/config.ts). The file stack/network/allowed-connections.ts lists who may connect to whom.
 */
export default function system() {
  const config = stackConfig();
  const cluster = clusterAccess(config);
  const context: StackContext = {
    config,
    cluster,
    pullPolicy: config.throwAway ? 'IfNotPresent' : 'Always',
    image: (name) => imageOf(config.images, name),
  };

  const providers = [new k8s.Provider('cluster', cluster)];

  const namespace = new Namespace(context, { providers });
  const secrets = new Secrets(context, { providers, dependsOn: namespace });
  const prerequisites = new Prerequisites(context, { providers });
  const postgres = new Postgres(context, { providers, dependsOn: [secrets, prerequisites] });
  const migration = new Migration(context, { providers, dependsOn: postgres });

  if (config.eventsEnabled) {
    const broker = new Broker(context, { providers, dependsOn: [secrets, prerequisites] });
    const topics = new Topics(context, { providers, dependsOn: broker });
    const dapr = new DaprControlPlane(context, { providers });
    const components = new DaprComponents(context, { providers, dependsOn: [dapr, secrets] });

    const eventDriven = { providers, dependsOn: [migration, topics, components] };
    backend(context, eventDriven);
    notification(context, eventDriven);
    recurring(context, eventDriven);
    websocket(context, eventDriven);
  } else {
    backend(context, { providers, dependsOn: migration });
  }

  frontend(context, { providers, dependsOn: namespace });
  if (config.monitoring?.operator) new Monitoring(context, { providers, dependsOn: namespace });
  const entrance = { providers, dependsOn: [namespace, prerequisites] };
  if (config.gateway) new PublicGateway(context, config.gateway, entrance);
  if (config.ingress) new PublicIngress(context, config.ingress, entrance);
  const email = config.prerequisites.certManager.acmeEmail;
  const entry = config.gateway ?? config.ingress;
  if (email && entry?.issuer) {
    new CertificateIssuer(context, { email, issuer: entry.issuer, entry: entry.namespace }, entrance);
  }

  return {
    url: config.origin,
    namespace: config.namespace,
    phase5: config.eventsEnabled,
    secrets: secrets.names,
    commands: commands(config, cluster),
  };
}
