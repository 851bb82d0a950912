/** Nothing but a yes or a no: "yes, but not the second" is neither. */
const answers: readonly [RegExp, 'yes' | 'no'][] = [
  [
    /^(?:y|yes|yep|yeah|yup|sure|ok|okay|confirm(?:ed)?|do\s+(?:it|that)|go\s+ahead|yes,?\s+(?:do\s+it|delete\s+(?:it|them)|go\s+ahead|both|all))$/i,
    'yes',
  ],
  [
    /^(?:n|no|nope|nah|cancel|cancel\s+that|never\s?mind|stop|don['’]?t|no,?\s+(?:don['’]?t|keep\s+(?:it|them))|keep\s+(?:it|them)|forget\s+it)$/i,
    'no',
  ],
];

/** What a person said to a question of ours, where it is plainly one or the other. */
export function consentIn(message: string): 'yes' | 'no' | undefined {
  const text = message
    .trim()
    .replace(/[.!]+$/, '')
    .replace(/,?\s+(?:please|thanks|thank\s+you)$/i, '');
  return answers.find(([pattern]) => pattern.test(text))?.[1];
}
