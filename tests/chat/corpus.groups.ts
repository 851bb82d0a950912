import { adding } from './corpus/adding.ts';
import { asking } from './corpus/asking.ts';
import { changing } from './corpus/changing.ts';
import { completing } from './corpus/completing.ts';
import { deleting } from './corpus/deleting.ts';
import { adding as otherAdding } from './corpus/held-out/adding.ts';
import { changes as otherChanges } from './corpus/held-out/changes.ts';
import { questions as otherQuestions } from './corpus/held-out/questions.ts';
import { sets as otherSets } from './corpus/held-out/sets.ts';
import { listing } from './corpus/listing.ts';
import { sets } from './corpus/sets.ts';
import { talking } from './corpus/talking.ts';
import { undoing } from './corpus/undoing.ts';

/** The groups of the corpus that the grammar was built on. */
export const built = { adding, listing, asking, talking, completing, changing, sets, deleting, undoing };
/** The others were written before the grammar and not looked at while it was built: they measure it. */
export const heldOut = { otherAdding, otherQuestions, otherChanges, otherSets };
