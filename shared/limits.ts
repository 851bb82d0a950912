import { z } from 'zod';

const count = z.coerce.number().int().min(1);

/**
 * The limits of every program that listens, as environment variables with defaults. The backend's other limits are in its own
 * limits.ts.
 */
export const connectionLimits = {
  /** The headers of a request must have arrived within this time. */
  HEADERS_TIMEOUT_SECONDS: count.default(10),
  /** The whole request must have arrived within this time: 32 MB take a minute at 4.5 Mbit/s. */
  REQUEST_TIMEOUT_SECONDS: count.default(60),
  /** A connection without a request is closed after this time. A proxy in front must close it earlier. */
  IDLE_TIMEOUT_SECONDS: count.default(65),
  /** The most requests of one address that are open at once, from their headers to the end of their responses. */
  OPEN_REQUESTS_PER_ADDRESS: count.default(100),
  /** The most levels of nested JSON values. The most of all is far less than what overflows the stack of a validator or printer. */
  JSON_LEVELS: count.max(500).default(50),
  /** The most fields of one JSON object. Lists may be longer. */
  JSON_FIELDS: count.default(1000),
};

/** The limits of a user's live updates. */
export const socketLimits = {
  /** The most sockets of one user: enough for the tabs and devices of one person. */
  SOCKETS_PER_USER: count.default(100),
  /** A socket whose client is further behind than this is closed, which bounds the memory that a socket can take. */
  SOCKET_BACKLOG_BYTES: count.default(1024 * 1024),
};

const schema = z.object(connectionLimits);
export type ConnectionLimits = z.output<typeof schema>;
export type JsonLimits = Pick<ConnectionLimits, 'JSON_LEVELS' | 'JSON_FIELDS'>;
const socketSchema = z.object(socketLimits);
export type SocketLimits = z.output<typeof socketSchema>;
export const defaultSocketLimits: SocketLimits = socketSchema.parse({});
export const defaultConnectionLimits: ConnectionLimits = schema.parse({});
