import { stackConfig } from './stack/config.reader.ts';
import { DaprControlPlane } from './stack/dapr/control-plane.ts';
import { DaprComponents } from './stack/dapr/dapr.ts';
import { Postgres } from './stack/data/postgres.ts';
import { Broker } from './stack/events/broker.ts';
import { Topics } from './stack/events/topics.ts';
import { PublicIngress } from './stack/ingress.ts';
import { Migration } from './stack/migration.ts';
import { Namespace } from './stack/namespace.ts';
import type { Place } from './stack/stack-context.ts';
import { Secrets } from './stack/secrets/secrets.ts';
import { backend, frontend, notification, recurring, websocket } from './stack/services.ts';

/**
 * The system on Kubernetes: what there is, and in which order. `minikube` and `cloud` are the same program with another
 * configuration (stack/config.ts); who may talk to whom is in stack/network/arrows.ts.
 */
export default function system() {
  const config = stackConfig();
  const place: Place = {
    config,
    pull: config.throwAway ? 'IfNotPresent' : 'Always',
    image: (name) => `${config.images.registry}/${name}:${config.images.version}`,
  };

  const namespace = new Namespace(place);
  const secrets = new Secrets(place, { dependsOn: namespace });
  const postgres = new Postgres(place, { dependsOn: secrets });
  const migration = new Migration(place, { dependsOn: postgres });

  if (config.phase5) {
    const broker = new Broker(place, { dependsOn: secrets });
    const topics = new Topics(place, { dependsOn: broker });
    const dapr = new DaprControlPlane(place);
    const components = new DaprComponents(place, { dependsOn: [dapr, secrets] });

    const eventDriven = { dependsOn: [migration, topics, components] };
    backend(place, eventDriven);
    notification(place, eventDriven);
    recurring(place, eventDriven);
    websocket(place, eventDriven);
  } else {
    backend(place, { dependsOn: migration });
  }

  frontend(place, { dependsOn: namespace });
  if (config.ingress) new PublicIngress(place, config.ingress, { dependsOn: namespace });

  return { url: config.origin, namespace: config.namespace, phase5: config.phase5 };
}
