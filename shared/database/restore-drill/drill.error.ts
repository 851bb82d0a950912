/** What the drill found, in words for its operator. Trying the same again at once would not help. */
export class DrillError extends Error {
  override name = 'DrillError';
}
