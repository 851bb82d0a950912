import type { StackConfig } from '../config.ts';
import { brokerPorts } from '../network/allowed-connections.ts';

/**
 * The settings by which clients connect to the broker. With TLS they sign in by SCRAM-SHA-512, as the user in the Secret
 * `broker-user`.
 */
export interface BrokerAccess {
  /** The brokers as `host:port`, separated by commas. */
  addresses: string;
  tls: boolean;
  /** The Secret whose `ca.crt` signed the brokers' certificates. Default: a public authority signed them. */
  ca?: string;
}

export function brokerAccess(config: StackConfig): BrokerAccess {
  const { broker } = config;
  if (broker.kind === 'external') return { addresses: broker.addresses.join(','), tls: true };
  // The full name is in the certificate, and KEDA can resolve it from its own namespace.
  const addresses = `redpanda.${config.namespace}.svc.cluster.local:${brokerPorts(config)[0]}`;
  return broker.kind === 'single' ? { addresses, tls: false } : { addresses, tls: true, ca: 'redpanda-default-cert' };
}
