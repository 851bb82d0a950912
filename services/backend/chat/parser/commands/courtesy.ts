const before = [
  /^(?:(?:hey|hi|hello|ok(?:ay)?|so|well|and|then|now|actually|wait|oh|um|right|alright|great|thanks)[\s,]+(?=\S))+/i,
  /^(?:(?:hey\s+)?(?:siri|alexa|google|cortana)[\s,]+(?=\S))+/i,
  /^(?:(?:can|could|would|will)\s+you\s+(?!(?:do|help)$)|i(?:['’]d|\s+would)\s+like\s+(?:you\s+)?to\s+|i\s+want\s+you\s+to\s+|let['’]?s\s+)?(?:please\s+|kindly\s+|just\s+(?!\p{L}+ed\b))*(?=\S)/iu,
];
const behind = [
  /[\s.!?…]+$/,
  /[\s,]+(?:please|thanks|thank\s+you|for\s+me\s+please|will\s+you|would\s+you)$/i,
  /[\s.!?…]+$/,
];

/** Removes polite words around the command, names of assistants, and punctuation at the end. */
export function withoutCourtesy(message: string): string {
  let text = message.trim();
  for (const pattern of behind) text = text.replace(pattern, '');
  for (const pattern of before) {
    const rest = text.replace(pattern, '');
    if (rest !== '') text = rest;
  }
  return text.trim();
}
