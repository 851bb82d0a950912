import type { Reference } from './command.ts';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const counts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Parses how a part of a sentence refers to tasks: "the second one", "#2", "1 and 3", "it", "both", or words of its title. */
export function parseReference(text: string): Reference {
  const typed = text.trim();
  const lower = typed.toLowerCase().replace(/^(?:the|that|this)\s+(?=\S)/, '');
  if (/^(?:it|that|this|that one|this one|that task|this task|the task|task|same|one)$/.test(typed.toLowerCase())) {
    return { by: 'context', all: false };
  }
  if (
    /^(?:them|both|all|these|those|both of them|all of (?:them|these|those)|(?:these|those) tasks|everything)$/.test(
      lower,
    )
  ) {
    return { by: 'context', all: true };
  }
  const firsts = /^(first|last) (\w+)$/.exec(lower);
  const count = firsts ? counts.indexOf(firsts[2]!) + 1 || Number(firsts[2]) : 0;
  if (firsts && count >= 2 && count <= 100) {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    return { by: 'number', numbers: firsts[1] === 'first' ? numbers : numbers.map((number) => -number).reverse() };
  }
  const parts = lower.split(/\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+/);
  const numbers = parts.length <= 20 ? parts.map(numberOf) : [];
  if (numbers.length > 0 && numbers.every((number) => number !== undefined)) {
    // "2" and "item 2" may also be titles.
    const marked = /#|\d(?:st|nd|rd|th)|^\D+$/.test(lower);
    return { by: 'number', numbers: numbers.filter((number) => number !== undefined), ...(marked ? {} : { typed }) };
  }
  return { by: 'words', words: typed };
}

function numberOf(part: string): number | undefined {
  const bare = part.replace(/^the\s+/, '').replace(/\s+(?:one|task|item)$/, '');
  const digits = /^(?:#|no\.?\s*|number\s+|nr\.?\s*|task\s+#?|item\s+#?)?(\d{1,4})(?:st|nd|rd|th)?$/.exec(bare)?.[1];
  if (digits) return Number(digits);
  if (bare === 'last') return -1;
  const ordinal = ordinals.indexOf(bare);
  return ordinal < 0 ? undefined : ordinal + 1;
}
