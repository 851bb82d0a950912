import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { deadLetterTopic, topics } from '../../../shared/events/topics.ts';
import { networkPolicy } from '../network/network.policy.ts';
import { resources, restrictedContainer, restrictedPod, scheduling, scratch, secretFiles, variables } from '../pod.ts';
import { secretsAnnotation } from '../secrets/secret.digest.ts';
import { jobName, labels, metadata, type StackContext } from '../stack-context.ts';
import { images } from '../third-party.ts';
import { brokerAccess } from './broker.access.ts';

/** All topics, each followed by its dead-letter topic. */
export const allTopics: string[] = topics.flatMap((topic) => [topic, deadLetterTopic(topic)]);

/**
 * A Job that creates and updates the topics. Topics are not Pulumi resources, so removing a resource from the stack can never
 * delete events.
 */
export class Topics extends pulumi.ComponentResource {
  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Topics', 'topics', {}, options);
    const { addresses, tls, ca } = brokerAccess(context.config);
    const { partitions, replicas, retentionHours } = context.config.topics;
    const secrets = secretFiles([
      ...(tls
        ? [
            { variable: 'USERNAME', secret: 'broker-user', key: 'username' },
            { variable: 'PASSWORD', secret: 'broker-user', key: 'password' },
          ]
        : []),
      ...(ca ? [{ variable: 'CA', secret: ca, key: 'ca.crt' }] : []),
    ]);
    const writable = scratch('/tmp');
    const account = new k8s.core.v1.ServiceAccount(
      'topics',
      { metadata: metadata(context, 'topics'), automountServiceAccountToken: false },
      { parent: this },
    );
    networkPolicy(context, 'topics', 'topics', { parent: this });
    const spec = {
      // The brokers may go away again.
      backoffLimit: 20,
      template: {
        metadata: { labels: labels('topics'), annotations: secretsAnnotation(context.config, ['broker-user']) },
        spec: {
          ...restrictedPod(),
          ...scheduling(context),
          serviceAccountName: 'topics',
          automountServiceAccountToken: false,
          restartPolicy: 'OnFailure',
          containers: [
            {
              name: 'topics',
              image: `${images.redpanda.repository}:${images.redpanda.tag}`,
              imagePullPolicy: context.pullPolicy,
              ...restrictedContainer,
              command: ['/bin/bash', '-euo', 'pipefail', '-c', script],
              env: [
                ...variables({
                  HOME: '/tmp',
                  RPK_BROKERS: addresses,
                  TOPICS: allTopics.join(' '),
                  PARTITIONS: String(partitions),
                  REPLICAS: String(replicas),
                  RETENTION_MS: String(retentionHours * 3_600_000),
                  ...(tls ? { RPK_TLS_ENABLED: 'true', RPK_SASL_MECHANISM: 'SCRAM-SHA-512' } : {}),
                }),
                ...secrets.env,
              ],
              ...resources({ cpu: { request: '50m', limit: '500m' }, memory: { request: '64Mi', limit: '256Mi' } }),
              volumeMounts: [...writable.mounts, ...secrets.mounts],
            },
          ],
          volumes: [...writable.volumes, ...secrets.volumes],
        },
      },
    };
    const name = jobName('topics', spec);
    new k8s.batch.v1.Job(
      'topics',
      { metadata: { ...metadata(context, 'topics'), name }, spec },
      { parent: this, dependsOn: account },
    );
    this.registerOutputs();
  }
}

/** Creates missing topics, sets their retention and adds partitions. It never removes anything. */
const script = `
[ -z "\${USERNAME_FILE:-}" ] || export RPK_USER="$(cat "$USERNAME_FILE")" RPK_PASS="$(cat "$PASSWORD_FILE")"
[ -z "\${CA_FILE:-}" ] || export RPK_TLS_CA="$CA_FILE"
until rpk topic list >/dev/null; do sleep 1; done
rpk topic create $TOPICS --if-not-exists --partitions "$PARTITIONS" --replicas "$REPLICAS" --topic-config "retention.ms=$RETENTION_MS"
rpk topic alter-config $TOPICS --set "retention.ms=$RETENTION_MS"
rpk topic list $TOPICS | while read -r name partitions _; do
  [ "$name" != NAME ] && [ "$partitions" -lt "$PARTITIONS" ] || continue
  rpk topic add-partitions "$name" --num $((PARTITIONS - partitions))
done
`.trimStart();
