const protocols = new Set(['http:', 'https:', 'mailto:']);

/** Returns the address if it leads to a page or opens an e-mail, and undefined otherwise. */
export function safeAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocols.has(protocol) ? href : undefined;
}

const address = /\bhttps?:\/\/[^\s<>"]+/gi;
/** These end a sentence rather than an address. */
const closing = /[.,;:!?'’”]+$/;

/** Returns the addresses of pages in a plain text, each once. */
export function addressesIn(text: string): string[] {
  const found = (text.match(address) ?? []).map((match) => {
    const plain = match.replace(closing, '');
    return plain.endsWith(')') && !plain.includes('(') ? plain.slice(0, -1) : plain;
  });
  return [...new Set(found)].filter((one) => safeAddress(one));
}

/** Returns the name of the host, by which a link is shown. */
export function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^www\./, '');
}

/** Tells whether a text is shown in another way than it is typed. */
export function hasMarkup(text: string): boolean {
  return /[*_`~#>|[\]\\]|^\s*([-+]|\d+[.)])\s|\bhttps?:\/\/|\bwww\.|\S@\S/m.test(text);
}
