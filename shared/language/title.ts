import type { Span } from './span.ts';

/**
 * The text without these spans, which are in order. All else stays as typed, but that each gap closes: with the blanks
 * on its left, the brackets that it leaves empty, and what only joined it to the rest.
 */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text.trim();
  let title = text.slice(0, spans[0]!.start);
  spans.forEach(({ end }, index) => {
    const next = spans[index + 1];
    const after = text.slice(end, next?.start);
    title = closeGap(title, next && /^[\s,;]*$/.test(after) ? '' : after);
  });
  return title.trim().replace(/[\s,;:(\-–—]+$/, '');
}

const brackets: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

function closeGap(before: string, after: string): string {
  const left = before.trimEnd();
  const right = after.trimStart();
  const closing = brackets[left.at(-1) ?? ''];
  if (closing && right.startsWith(closing)) return closeGap(left.slice(0, -1), right.slice(1));
  if (left === '') return right.replace(/^(?:[\s,;:.!?)]|[-–—]\s)+/, '');
  if (right === '') return `${left} `;
  // One of two commas is enough, and a joining mark before the gap goes too.
  const rest = /[,;:(–—-]$/.test(left) ? right.replace(/^[,;]\s*/, '') : right;
  if (/^[,;.!?)\]}…]/.test(rest) && !/^[,;]\s*$/.test(rest)) return left + rest;
  return `${left} ${rest}`;
}
