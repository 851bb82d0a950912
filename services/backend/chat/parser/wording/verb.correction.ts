import { hasOtherLetter, isTypo } from '../objects/words.ts';

const verbs =
  'add remind create complete finish finished mark delete remove cancel move reschedule postpone delay push rename change snooze skip reopen show list find search schedule repeat'.split(
    ' ',
  );

/** Corrects a verb such as "compelte", if only one verb can be meant. With another letter it may be another word: "ship the parcel". */
export function withCorrectedVerb(text: string): { text: string; isUnsure: boolean } | undefined {
  const [first = ''] = text.toLowerCase().split(/\s/, 1);
  if (verbs.includes(first)) return undefined;
  const meant = verbs.filter((verb) => isTypo(first, verb));
  const [verb] = meant;
  if (!verb || meant.length > 1) return undefined;
  return { text: verb + text.slice(first.length), isUnsure: hasOtherLetter(first, verb) };
}
