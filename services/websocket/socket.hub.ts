import type { Session } from '../../shared/auth/session-token.ts';
import { defaultSocketLimits, type SocketLimits } from '../../shared/limits.ts';
import { type Closing, closings } from './close-codes.ts';

/** The part of a socket that the hub uses. */
export interface HubSocket {
  /** Bytes that were sent but not yet taken by the network. */
  readonly bufferedAmount: number;
  send(frame: Buffer, options: { binary: false }): void;
  close(code: number, reason: string): void;
}

/** A place among a user's sockets. */
export interface Seat {
  readonly session: Session;
  /** Undefined while the session is still being checked. */
  socket?: HubSocket;
  /** The session was ended. */
  ended: boolean;
}

/** Knows which users are connected, and nothing of networks, tokens or time. */
export class SocketHub {
  readonly #seats = new Map<string, Set<Seat>>();
  #open = 0;
  readonly limits: SocketLimits;

  constructor(limits = defaultSocketLimits) {
    this.limits = limits;
  }

  /** The number of open sockets. */
  get size(): number {
    return this.#open;
  }

  /**
   * Takes a place before the session is checked, so that a logout during the check is noticed.
   * Every seat must be left again.
   * @returns undefined when the user has the maximum already
   */
  reserve(session: Session): Seat | undefined {
    const seats = this.#seats.get(session.userId) ?? new Set();
    if (seats.size >= this.limits.SOCKETS_PER_USER) return undefined;
    const seat: Seat = { session, ended: false };
    this.#seats.set(session.userId, seats.add(seat));
    return seat;
  }

  /** Sends the owner's frames to this socket from now on. */
  open(seat: Seat, socket: HubSocket): void {
    seat.socket = socket;
    this.#open += 1;
  }

  /** Gives up a seat. Leaving it again does nothing. */
  leave(seat: Seat): void {
    const seats = this.#seats.get(seat.session.userId);
    if (!seats?.delete(seat)) return;
    if (seats.size === 0) this.#seats.delete(seat.session.userId);
    if (seat.socket) this.#open -= 1;
  }

  has(ownerId: string): boolean {
    return this.#seats.has(ownerId);
  }

  /** @returns the number of sockets to which the frame was sent */
  send(ownerId: string, frame: Buffer): number {
    let sent = 0;
    for (const seat of this.#seats.get(ownerId) ?? []) {
      if (!seat.socket) continue;
      if (seat.socket.bufferedAmount > this.limits.SOCKET_BACKLOG_BYTES) {
        this.#close(seat, closings.slowReader);
      } else {
        seat.socket.send(frame, { binary: false });
        sent += 1;
      }
    }
    return sent;
  }

  /** Closes the user's sockets whose session has a lower version or this id. */
  endSessions(ownerId: string, sessionVersion: number, sessionId?: string): void {
    for (const seat of this.#seats.get(ownerId) ?? []) {
      if (seat.session.sessionVersion >= sessionVersion && seat.session.id !== sessionId) continue;
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
