import assert from 'node:assert/strict';
import { BlockList, isIPv6 } from 'node:net';
import { find } from '../../../tests/support/stack/find.ts';
import { type Manifest, runProgram } from '../../render/run-program.ts';

interface Rule {
  ports: { port: number; protocol: string }[];
  to: { ipBlock?: { cidr: string; except?: string[] } }[];
}

/** Whether these pods may connect to an address outside, as Kubernetes reads their policies. */
function reaches(manifests: readonly Manifest[], name: string, address: string, port: number): boolean {
  const rules: Rule[] = find(manifests, `NetworkPolicy/${name}`).spec.egress;
  return rules
    .filter(({ ports }) => ports.some((allowed) => allowed.port === port && allowed.protocol === 'TCP'))
    .flatMap(({ to }) => to.flatMap(({ ipBlock }) => ipBlock ?? []))
    .some(({ cidr, except = [] }) => isIn(address, [cidr]) && !isIn(address, except));
}

function isIn(address: string, ranges: readonly string[]): boolean {
  const family = (text: string) => (isIPv6(text) ? 'ipv6' : 'ipv4');
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), family(network));
  }
  return list.check(address, family(address));
}

/** The first and the last address of each range, and what is beside it. */
const inside = [
  ['10.0.0.0', '10.255.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['169.254.0.0', '169.254.169.254', '169.254.255.255'],
  ['127.0.0.1', '127.255.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['240.0.0.0', '255.255.255.255'],
  ['fc00::1', 'fdff::1', 'fe80::1', '::1', '::ffff:10.0.0.1'],
].flat();
const outside = [
  '9.255.255.255',
  '11.0.0.0',
  '172.15.0.1',
  '172.32.0.1',
  '142.250.185.74',
  '100.63.0.1',
  '192.169.0.1',
];
const kubernetes = '10.96.0.1';

describe('what the notification service sends to push services', () => {
  for (const stack of ['minikube', 'cloud'] as const) {
    it(`goes to the internet by https, and nowhere else: ${stack}`, async () => {
      const { manifests } = await runProgram(stack, {
        'todo:kubernetesApi': { range: `${kubernetes}/32`, ports: [443] },
      });
      const may = (address: string, port = 443) => reaches(manifests, 'notification', address, port);
      assert.deepEqual(
        inside.filter((address) => may(address)),
        [],
      );
      assert.deepEqual(
        outside.filter((address) => !may(address)),
        [],
      );
      for (const port of [22, 80, 8080, 8443])
        assert.deepEqual(
          outside.filter((address) => may(address, port)),
          [],
        );
      assert.ok(may(kubernetes), 'its sidecar reads Secrets');
      for (const name of ['backend', 'recurring', 'websocket']) {
        assert.deepEqual(
          outside.filter((address) => reaches(manifests, name, address, 443)),
          [],
          name,
        );
      }
    });
  }
});
