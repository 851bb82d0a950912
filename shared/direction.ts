const pop = '\u202c';
const popIsolate = '\u2069';

/**
 * Closes every embedding, override and isolate of a direction that the text leaves open, and drops what closes none, so that
 * no text turns what stands beside it (https://www.unicode.org/reports/tr9/#Explicit_Levels_and_Directions).
 */
export function withoutOpenDirections(text: string): string {
  const open: string[] = [];
  const kept = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, (control) => {
    if (control !== pop && control !== popIsolate) open.push(control < '\u2066' ? pop : popIsolate);
    // The end of an isolate also ends the embeddings in it. They cannot be ended from inside of an isolate.
    else if (control === popIsolate ? open.includes(control) : open.at(-1) === control) {
      open.length = open.lastIndexOf(control);
    } else return '';
    return control;
  });
  return kept + open.reverse().join('');
}
