export interface Closing {
  code: number;
  reason: string;
}

/**
 * The reasons for closing a socket. RFC 6455, section 7.4.1, defines the codes below 4000; 4000 to 4999 are the application's.
 * The ws library itself sends 1009 (the frame is too large), 1002 and 1007 (the frame is not valid).
 */
export const closings = {
  /** The client connects again, to another replica or to this one once it has restarted. */
  goingAway: { code: 1001, reason: 'the server is going away' },
  /** Events may be missing. The client connects again and reads the current state. */
  eventsMissed: { code: 1012, reason: 'events may have been missed' },
  binaryFrame: { code: 1003, reason: 'binary frames are not understood' },
  unexpectedFrame: { code: 4400, reason: 'clients have nothing to send' },
  /** The client has to sign in before it connects again. */
  signedOut: { code: 4401, reason: 'signed out' },
  /**
   * The token with which the socket was opened has expired. A page that was in use since has a newer one and connects again; any other
   * client has to sign in first.
   */
  sessionExpired: { code: 4403, reason: 'the session has expired' },
  pongMissing: { code: 4408, reason: 'a ping got no response' },
  /** Frames were lost. The client connects again and reads the current state. */
  slowReader: { code: 4413, reason: 'frames were read too slowly' },
} as const satisfies Record<string, Closing>;
