import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { freePorts } from '../../../tests/support/services/local-system.ts';
import { localConfig, type PortName } from '../config.ts';
import { checkPorts } from './ports.ts';

describe('the ports', () => {
  const servers: Server[] = [];
  const occupy = async (port: number, host: string) => {
    const server = createServer().listen(port, host);
    await once(server, 'listening');
    servers.push(server);
  };
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it('are those the documentation names, unless set', () => {
    assert.equal(localConfig({}).ports.BACKEND_PORT, 8000);
    assert.equal(localConfig({ BACKEND_PORT: '9000' }).ports.BACKEND_PORT, 9000);
    assert.throws(() => localConfig({ BACKEND_PORT: 'http' }), /BACKEND_PORT/);
  });

  it('are named with what they are for when they are in use, all at once', async () => {
    const ports = await freePorts();
    const names = Object.keys(ports) as PortName[];
    await checkPorts(ports, names);
    await occupy(ports.BACKEND_PORT, '127.0.0.1');
    await assert.rejects(checkPorts(ports, names), {
      name: 'StartError',
      message: `Port ${ports.BACKEND_PORT} (backend) is in use by another program. Stop it, or set BACKEND_PORT.`,
    });
    await occupy(ports.POSTGRES_PORT, '0.0.0.0');
    await assert.rejects(checkPorts(ports, names), {
      message:
        `Ports ${ports.BACKEND_PORT} (backend) and ${ports.POSTGRES_PORT} (PostgreSQL) are in use by other programs. ` +
        'Stop them, or set BACKEND_PORT and POSTGRES_PORT.',
    });
    await checkPorts(ports, ['FRONTEND_PORT']);
  });

  it('must differ', async () => {
    const ports = { ...(await freePorts()), BACKEND_PORT: 9999, WEBSOCKET_PORT: 9999 };
    await assert.rejects(checkPorts(ports, ['BACKEND_PORT', 'WEBSOCKET_PORT']), {
      message: 'BACKEND_PORT and WEBSOCKET_PORT have the same value. Set different ports.',
    });
  });
});
