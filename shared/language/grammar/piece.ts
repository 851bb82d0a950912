import type { Meaning, Piece } from './values.ts';

/** A piece that says this, with whatever preposition stands before it. */
export const says = (certainty: Piece['certainty'], meaning: Meaning, lead?: string): Piece => ({
  ...meaning,
  certainty,
  ...(lead === undefined ? {} : { lead }),
});
