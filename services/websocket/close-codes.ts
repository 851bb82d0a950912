export interface Closing {
  code: number;
  reason: string;
}

/**
 * Why a socket is closed. Codes below 4000 are those of RFC 6455, section 7.4.1; 4000 to 4999 are an application's own.
 * 1009 (a frame above the size limit), 1002 and 1007 (a frame that is no valid WebSocket) are sent by the ws library.
 */
export const closings = {
  /** Connect again: another replica, or this one restarted, takes over. */
  goingAway: { code: 1001, reason: 'the server is going away' },
  /** Events may not have come: connect again and read what there is. */
  eventsMissed: { code: 1012, reason: 'events may have been missed' },
  binaryFrame: { code: 1003, reason: 'binary frames are not understood' },
  unexpectedFrame: { code: 4400, reason: 'clients have nothing to send' },
  /** Sign in before connecting again. */
  signedOut: { code: 4401, reason: 'signed out' },
  /** Sign in before connecting again. */
  sessionExpired: { code: 4403, reason: 'the session has expired' },
  pongMissing: { code: 4408, reason: 'a ping was not answered' },
  /** Frames were lost: connect again and read what there is. */
  slowReader: { code: 4413, reason: 'frames were read too slowly' },
} as const satisfies Record<string, Closing>;
