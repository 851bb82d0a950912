/** Only a plain yes or no matches: "yes, but not the second" is neither. */
const confirmations: readonly [RegExp, 'yes' | 'no'][] = [
  [
    /^(?:y|yes|yep|yeah|yup|sure|ok|okay|confirm(?:ed)?|do\s+(?:it|that)|go\s+ahead|(?:yes|sure|ok(?:ay)?),?\s+(?:do\s+(?:it|that)|delete\s+(?:it|them)|go\s+ahead|both|all)|apply|please\s+do)$/i,
    'yes',
  ],
  [
    /^(?:n|no|nope|nah|cancel|cancel\s+that|never\s?mind|stop|don['’]?t|no,?\s+(?:don['’]?t|keep\s+(?:it|them))|keep\s+(?:it|them)|forget\s+it)$/i,
    'no',
  ],
];

/** @returns undefined where the message is neither a plain yes nor a plain no */
export function parseConfirmation(message: string): 'yes' | 'no' | undefined {
  const text = message
    .trim()
    .replace(/[.!]+$/, '')
    .replace(/,?\s+(?:please|thanks|thank\s+you)$/i, '');
  return confirmations.find(([pattern]) => pattern.test(text))?.[1];
}
