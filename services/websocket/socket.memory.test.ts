import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '../../tests/support/eventually.ts';
import { useWebsocket } from '../../tests/support/services/start-websocket.ts';

describe('the memory of an open socket', () => {
  const service = useWebsocket();

  it('holds nothing of its request, which has a token and headers of any size', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc');
    const requests: WeakRef<IncomingMessage>[] = [];
    service.server.on('upgrade', (request) => requests.push(new WeakRef(request)));
    await service.connectAs(randomUUID());
    await eventually('the request is collected', () => {
      collectGarbage();
      return requests.length === 1 && requests[0]!.deref() === undefined && service.hub.size === 1;
    });
  });
});
