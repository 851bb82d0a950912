import type { ImportLimits } from '../../limits/limits.ts';

/** Who imports a file. */
export interface Owner {
  id: string;
  timeZone: string;
  locale: string;
}

/** For whom a file is read, and what bounds it. */
export interface ImportContext {
  owner: Owner;
  now: Date;
  /** The list in which the tasks of a file without lists are to be; undefined for the Inbox. */
  list?: string | undefined;
  limits: ImportLimits;
  /** Is called when a limit refuses the file, or one of its tasks. */
  onRefusal: () => void;
}
