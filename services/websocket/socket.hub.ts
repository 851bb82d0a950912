import { type Closing, closings } from './close-codes.ts';

/** What the hub needs of a socket. */
export interface HubSocket {
  /** Bytes that were sent and not yet taken by the network. */
  readonly bufferedAmount: number;
  send(frame: Buffer, options: { binary: false }): void;
  close(code: number, reason: string): void;
}

/** A place among a user's sockets. */
export interface Seat {
  readonly ownerId: string;
  readonly sessionVersion: number;
  /** None while its session is still being checked. */
  socket?: HubSocket;
  /** The session was ended. */
  ended: boolean;
}

/** Tabs and devices of one person; more would let one user exhaust the service. */
export const maxSocketsPerUser = 20;
/** What a reader may be behind. Whoever is further behind is closed: that bounds the memory a socket can take. */
export const maxBufferedBytes = 1024 * 1024;

/** Who is connected. Knows nothing of networks, tokens or time. */
export class SocketHub {
  readonly #seats = new Map<string, Set<Seat>>();
  #open = 0;

  /** How many sockets are open. */
  get size(): number {
    return this.#open;
  }

  /**
   * Takes a place before the session is checked, so that a logout during the check is noticed.
   * @returns undefined when the user has all there are. Whatever is reserved must be left.
   */
  reserve(ownerId: string, sessionVersion: number): Seat | undefined {
    const seats = this.#seats.get(ownerId) ?? new Set();
    if (seats.size >= maxSocketsPerUser) return undefined;
    const seat: Seat = { ownerId, sessionVersion, ended: false };
    this.#seats.set(ownerId, seats.add(seat));
    return seat;
  }

  /** From now on the socket gets its owner's frames. */
  open(seat: Seat, socket: HubSocket): void {
    seat.socket = socket;
    this.#open += 1;
  }

  /** Also when it was left before. */
  leave(seat: Seat): void {
    const seats = this.#seats.get(seat.ownerId);
    if (!seats?.delete(seat)) return;
    if (seats.size === 0) this.#seats.delete(seat.ownerId);
    if (seat.socket) this.#open -= 1;
  }

  has(ownerId: string): boolean {
    return this.#seats.has(ownerId);
  }

  /** @returns to how many sockets the frame was sent. */
  send(ownerId: string, frame: Buffer): number {
    let sent = 0;
    for (const seat of this.#seats.get(ownerId) ?? []) {
      if (!seat.socket) continue;
      if (seat.socket.bufferedAmount > maxBufferedBytes) {
        this.#close(seat, closings.slowReader);
      } else {
        seat.socket.send(frame, { binary: false });
        sent += 1;
      }
    }
    return sent;
  }

  /** Closes the user's sockets of sessions below that version. */
  endSessions(ownerId: string, sessionVersion: number): void {
    for (const seat of this.#seats.get(ownerId) ?? []) {
      if (seat.sessionVersion >= sessionVersion) continue;
      seat.ended = true;
      if (seat.socket) this.#close(seat, closings.signedOut);
    }
  }

  closeAll(closing: Closing): void {
    for (const seats of [...this.#seats.values()]) {
      for (const seat of [...seats]) if (seat.socket) this.#close(seat, closing);
    }
  }

  #close(seat: Seat, { code, reason }: Closing): void {
    this.leave(seat);
    seat.socket?.close(code, reason);
  }
}
