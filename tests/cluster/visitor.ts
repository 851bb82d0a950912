import { type Forward, Kubectl } from './kubectl.ts';

const namespace = 'todo-visitor';
const name = 'visitor';
const relayPort = 9000;

/** Passes each connection on to the page's Service, which chooses a pod that is ready, as for people from outside. */
const relay = (host: string) => `
const net = require('node:net');
net.createServer((visitor) => {
  const page = net.connect(8080, '${host}');
  visitor.pipe(page).pipe(visitor);
  for (const end of [visitor, page]) end.on('error', () => { visitor.destroy(); page.destroy(); });
}).listen(${relayPort}, '127.0.0.1');`;

/** A pod in a namespace of its own through which this program reaches the page. A pod of the page itself may be replaced meanwhile. */
export class Visitor {
  readonly #kubectl: Kubectl;
  #forward: Forward | undefined;

  constructor(context: string) {
    this.#kubectl = new Kubectl(context, namespace);
  }

  /** @returns the address of the page */
  async start(image: string, host: string): Promise<string> {
    await this.#kubectl.apply(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [{ name, image, imagePullPolicy: 'IfNotPresent', command: ['node', '--eval', relay(host)] }],
        },
      },
    );
    await this.#kubectl.run('wait', `pod/${name}`, '--for', 'condition=Ready', '--timeout', '120s');
    this.#forward = await this.#kubectl.forward(`pod/${name}`, relayPort);
    return `http://127.0.0.1:${this.#forward.port}`;
  }

  /** Returns the status with which an address responds inside the cluster, or why there was no response. */
  async statusOf(url: string): Promise<string> {
    const script = `fetch('${url}', { signal: AbortSignal.timeout(5000) }).then(({ status }) => console.log(status), ({ cause, name }) => console.log(cause?.code ?? name))`;
    return (await this.#kubectl.run('exec', name, '--', 'node', '--eval', script)).trim();
  }

  async stop(): Promise<void> {
    await this.#forward?.close();
    await this.#kubectl.run('delete', 'namespace', namespace, '--ignore-not-found');
  }
}
