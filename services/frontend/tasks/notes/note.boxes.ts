const fence = /^\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)*(`{3,}|~{3,})/;
const box = /^(\s*(?:>\s*)*(?:(?:[-*+]|\d{1,9}[.)])\s+)+\[)([ xX])(\](?=\s+\S))/;

/** Returns the numbers of the lines of a Markdown text that hold a checkbox, outside of code. */
function linesWithBox(lines: readonly string[]): number[] {
  let open: string | undefined;
  return lines.flatMap((line, number) => {
    const mark = fence.exec(line)?.[1];
    if (open) {
      if (mark?.startsWith(open)) open = undefined;
      return [];
    }
    open = mark;
    return box.test(line) ? [number] : [];
  });
}

export function countBoxes(text: string): number {
  return linesWithBox(text.split('\n')).length;
}

/** Returns the text with the checkbox ticked, or no longer. @param index counts the checkboxes of the text, from 0 */
export function withBox(text: string, index: number, checked: boolean): string {
  const lines = text.split('\n');
  const number = linesWithBox(lines)[index];
  if (number === undefined) return text;
  return lines.with(number, lines[number]!.replace(box, `$1${checked ? 'x' : ' '}$3`)).join('\n');
}
