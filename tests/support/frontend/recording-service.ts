import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export interface RecordingService {
  url: string;
  /** What it was asked, as the targets came; `upgrade` is true for sockets. */
  requests: { target: string; headers: IncomingHttpHeaders; upgrade: boolean }[];
  stop(): void;
}

/** A service that responds "ok" to every request once it has its body, opens every socket, and records both. */
export async function recordingService(): Promise<RecordingService> {
  const requests: RecordingService['requests'] = [];
  const server = createServer((request, response) => {
    requests.push({ target: request.url ?? '', headers: request.headers, upgrade: false });
    request.resume().on('end', () => response.end('ok'));
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, connection, head) => {
    requests.push({ target: request.url ?? '', headers: request.headers, upgrade: true });
    sockets.handleUpgrade(request, connection, head, () => undefined);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
}
