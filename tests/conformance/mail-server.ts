import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface Mail {
  to: string[];
  /** The received headers and body. */
  text: string;
}

export interface MailServer {
  port: number;
  mails: Mail[];
  close(): void;
}

/** Starts a mail server that stores the received mails. It speaks enough SMTP (RFC 5321) for one local client at a time. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Mail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    void converse(socket, mails);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function converse(socket: Socket, mails: Mail[]): Promise<void> {
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 mail server');
  let to: string[] = [];
  let text: string[] | undefined;
  for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text) {
      if (line !== '.') {
        text.push(line);
        continue;
      }
      mails.push({ to, text: text.join('\n') });
      text = undefined;
      say('250 kept');
    } else if (/^DATA/i.test(line)) {
      text = [];
      say('354 go on');
    } else if (/^QUIT/i.test(line)) {
      say('221 bye');
      socket.end();
    } else {
      if (/^MAIL/i.test(line)) to = [];
      const recipient = /^RCPT TO:<(.+?)>/i.exec(line)?.[1];
      if (recipient) to.push(recipient);
      say('250 ok');
    }
  }
}
