import { adding } from './corpus/adding.ts';
import { asking } from './corpus/asking.ts';
import { changing } from './corpus/changing.ts';
import { completing } from './corpus/completing.ts';
import { deleting } from './corpus/deleting.ts';
import { adding as everydayAdding } from './corpus/everyday/adding.ts';
import { asking as everydayAsking } from './corpus/everyday/asking.ts';
import { changes as everydayChanges } from './corpus/everyday/changes.ts';
import { sets as everydaySets } from './corpus/everyday/sets.ts';
import { traps } from './corpus/everyday/traps.ts';
import { adding as otherAdding } from './corpus/held-out/adding.ts';
import { changes as otherChanges } from './corpus/held-out/changes.ts';
import { questions as otherQuestions } from './corpus/held-out/questions.ts';
import { sets as otherSets } from './corpus/held-out/sets.ts';
import { adding as laterAdding } from './corpus/later/adding.ts';
import { asking as laterAsking } from './corpus/later/asking.ts';
import { changes as laterChanges } from './corpus/later/changes.ts';
import { listing as laterListing } from './corpus/later/listing.ts';
import { sets as laterSets } from './corpus/later/sets.ts';
import { listing } from './corpus/listing.ts';
import { sets } from './corpus/sets.ts';
import { talking } from './corpus/talking.ts';
import { undoing } from './corpus/undoing.ts';
import { adding as unseenAdding } from './corpus/unseen/adding.ts';
import { asking as unseenAsking } from './corpus/unseen/asking.ts';
import { changes as unseenChanges } from './corpus/unseen/changes.ts';

/** The groups of the corpus that the grammar was built on. */
export const built = { adding, listing, asking, talking, completing, changing, sets, deleting, undoing };
/** The others were written, one after the other, with other words than those before, and measured the grammar before it was mended for them. */
export const heldOut = { otherAdding, otherQuestions, otherChanges, otherSets };
export const later = { laterAdding, laterListing, laterAsking, laterChanges, laterSets };
export const unseen = { unseenAdding, unseenAsking, unseenChanges };
export const everyday = { everydayAdding, everydayAsking, everydayChanges, everydaySets, traps };
