import type { StackConfig } from '../config.ts';
import { brokerPorts } from '../network/allowed-connections.ts';

/** How clients get to the broker. With TLS they are the user of the Secret `broker-user`, by SCRAM-SHA-512. */
export interface BrokerAccess {
  /** `host:port`, with commas between. */
  addresses: string;
  tls: boolean;
  /** The Secret whose `ca.crt` signed the brokers' certificates; unset: a public authority did. */
  ca?: string;
}

export function brokerAccess(config: StackConfig): BrokerAccess {
  const { broker } = config;
  if (broker.kind === 'external') return { addresses: broker.addresses.join(','), tls: true };
  // By its whole name, which the certificate has, and which KEDA in its own namespace can look up.
  const addresses = `redpanda.${config.namespace}.svc.cluster.local:${brokerPorts(config)[0]}`;
  return broker.kind === 'single' ? { addresses, tls: false } : { addresses, tls: true, ca: 'redpanda-default-cert' };
}
