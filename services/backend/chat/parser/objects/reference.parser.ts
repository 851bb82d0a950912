import type { Reader } from '../../../../../shared/language/reader.ts';
import type { Reference } from './reference.ts';
import { parseSet } from './set.parser.ts';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const counts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** Nobody chooses more tasks by number. */
const mostNumbers = 100;

/** Reads how a part of a sentence refers to tasks: "the second one", "#2", "1 and 3", "it", "both", "all overdue tasks", or words of a title. */
export function parseReference(text: string, reader: Reader): Reference | undefined {
  const typed = text.trim();
  if (/^["“][^"“”]+["”]$/.test(typed)) return { by: 'words', words: typed };
  const single = /^['‘]([^'‘’]+)['’]$/.exec(typed)?.[1];
  if (single) return { by: 'words', words: `"${single}"` };
  const lower = typed.toLowerCase().replace(/^(?:the|that|this)\s+(?=\S)/, '');
  if (
    /^(?:it|that|this|that one|this one|that task|this task|the task|task|same|the same|that thing|one)$/.test(
      typed.toLowerCase(),
    )
  ) {
    return { by: 'it' };
  }
  return byNumber(typed, lower) ?? bySet(typed, reader);
}

function byNumber(typed: string, lower: string): Reference | undefined {
  const firsts = /^(first|last) (\w+)(?: (?:ones|tasks|items))?$/.exec(lower);
  const count = firsts ? counts.indexOf(firsts[2]!) + 1 || Number(firsts[2]) : 0;
  if (firsts && count >= 2 && count <= mostNumbers) {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    return {
      by: 'number',
      numbers: firsts[1] === 'first' ? numbers : numbers.map((number) => -number).reverse(),
      isSet: true,
    };
  }
  const range = /^#?(\d{1,3})\s*(?:-|–|to|through)\s*#?(\d{1,3})$/.exec(lower);
  const [from, to] = [Number(range?.[1]), Number(range?.[2])];
  if (from < to && to - from < mostNumbers) {
    return { by: 'number', numbers: Array.from({ length: to - from + 1 }, (_, index) => from + index), isSet: true };
  }
  const parts = lower.split(/\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+/);
  const numbers = parts.length <= 20 ? parts.map(numberOf) : [];
  if (numbers.length === 0 || numbers.some((number) => number === undefined)) return undefined;
  // "2" and "item 2" may also be titles.
  const marked = /#|\d(?:st|nd|rd|th)|^\D+$/.test(lower);
  return { by: 'number', numbers: numbers as number[], ...(marked ? {} : { typed }) };
}

function numberOf(part: string): number | undefined {
  const bare = part.replace(/^the\s+/, '').replace(/\s+(?:one|task|item)$/, '');
  const digits =
    /^(?:#|no\.?\s*|numbers?\s+|nr\.?\s*|(?:task|item|the\s+one)\s+(?:number\s+|no\.?\s*)?#?)?(\d{1,4})(?:st|nd|rd|th)?$/.exec(
      bare,
    )?.[1];
  if (digits) return Number(digits);
  if (bare === 'last') return -1;
  const ordinal = ordinals.indexOf(bare);
  return ordinal < 0 ? undefined : ordinal + 1;
}

/** Many words of sets are words of titles, too. So only a phrase with "all", a plural or "them" is a set. */
function bySet(typed: string, reader: Reader): Reference {
  const phrase = parseSet(typed, reader);
  const words: Reference = { by: 'words', words: typed };
  if (phrase.unread !== undefined)
    return phrase.isAll || phrase.isContext ? { ...words, unread: phrase.unread } : words;
  const { isAll, isPlural, isSingular, isContext, word, except, list } = phrase;
  const isNarrowed = Object.keys(phrase.filter).length > 0 || word !== undefined;
  if (isContext || (isAll && !isPlural && !isNarrowed && list === undefined)) {
    return { by: 'context', ...(isAll && !isContext ? { isAll } : {}), ...(except ? { except } : {}) };
  }
  // "The dentist task" is a title, "every work task" a set.
  if (word !== undefined && isSingular && !isAll && !isPlural) return words;
  // "Delete tasks" and "one of the work tasks" do not say which.
  if (/^(?:tasks|todos|items|things|ones|stuff)$|^(?:any\s+)?one\s+of\s/i.test(typed)) return words;
  const isSet = isAll || isPlural || (isSingular && isNarrowed) || list !== undefined;
  return isSet ? { by: 'set', said: typed, phrase } : words;
}
