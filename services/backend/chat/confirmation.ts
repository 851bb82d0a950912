/** Only a plain yes or no matches: "yes, but not the second" is neither. */
const confirmations: readonly [RegExp, 'yes' | 'no'][] = [
  [
    /^(?:👍|👌|✅|y|ye+s+|yep|yeah|yup|sure|ok|okay|confirm(?:ed)?|do\s+(?:it|that)|go\s+ahead|(?:ye+s+|yep|yup|yeah|sure|ok(?:ay)?),?\s+(?:do\s+(?:it|that)|delete\s+(?:it|them)|go\s+ahead|both|all)|apply(?:\s+(?:it|them|that|all))?|please\s+do|of\s+course|absolutely|definitely|certainly|correct|exactly|that['’]?s\s+(?:right|correct|fine)|sounds\s+good|i\s+am\s+sure|i['’]?m\s+sure|proceed|by\s+all\s+means|aye|affirmative|(?:yes|yeah|yep|sure|ok(?:ay)?),?\s+(?:please(?:,?\s+(?:do|delete|complete|move|remove)\s+(?:it|them|that))?|that\s+is\s+(?:right|fine|ok(?:ay)?|correct)|that['’]s\s+(?:fine|ok(?:ay)?|correct)|all\s+of\s+(?:it|them)|both\s+of\s+them|complete\s+(?:it|them)|move\s+(?:it|them)|remove\s+(?:it|them)|apply(?:\s+(?:it|them))?|sure|i['’]?m\s+sure|of\s+course|that['’]?s\s+right|definitely|absolutely|proceed))$/i,
    'yes',
  ],
  [
    /^(?:👎|n|no|nope|nah|no\s+way|cancel|cancel\s+(?:it|that)|never\s?mind|stop|stop\s+(?:it|that)|don['’]?t|do\s+not|don['’]?t\s+(?:do\s+(?:it|that)|delete\s+(?:it|them|that)|bother)|(?:no|nope|nah|wait),?\s+(?:don['’]?t(?:\s+(?:do|delete)\s+(?:it|that|them))?|keep\s+(?:it|them)|stop|wait|not\s+(?:yet|now|really)|leave\s+(?:it|them)(?:\s+(?:as\s+it\s+is|alone|be))?|cancel(?:\s+(?:it|that))?|thanks|thank\s+you|never\s?mind|forget\s+(?:it|that))|keep\s+(?:it|them)|leave\s+(?:it|them)(?:\s+(?:as\s+it\s+is|alone|be))?|forget\s+it|not\s+(?:now|yet|really|that)|rather\s+not|i\s+changed\s+my\s+mind|abort|negative|better\s+not|on\s+second\s+thought,?\s+no)$/i,
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
