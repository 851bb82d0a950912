const before = [
  /^(?:(?:good\s+(?:morning|afternoon|evening)(?:\s+(?:dear|all|there))?|hey|hi|hello|yo|ok(?:ay)?|so|well|and|then|now|actually|wait|oh|ah|um|uh|hmm|right|alright|great|thanks|cool|good|yeah|sorry|also|please(?:\s+to(?=\s))?|pls|oh\s+yeah|oops|whoops|by\s+the\s+way|btw)(?:[\s,]+|!\s+)(?=\S))+/i,
  /^(?:(?:(?:hey|ok(?:ay)?)\s+)?(?:siri|alexa|google|cortana|todoist|bot|computer|assistant)[\s,]+(?:please[\s,]+)?(?=\S))+/i,
  /^(?:(?:can|could|would|will)\s+(?:you|u|ya)\s+(?:maybe\s+|perhaps\s+)?(?!(?:do|help|tell)$|mind\s|(?:please\s+)?be\s+(?:so|kind)\s)|you\s+can\s+|(?:can|could)\s+(?:we|i)\s+(?=(?:do|move|push|postpone|reschedule|shift|delay|bring|make|change|set|add|put|(?:get|have)\s.*\slist)\b)|i(?:['’]d|\s+would)\s+like\s+(?:for\s+)?you\s+to\s+|i(?:['’]d|\s+would)\s+like\s+to\s+(?=(?:add|create|make\s+an?|set|see|know|list|move|reschedule|delete|remove|rename|mark|change|update)\b)|i\s+(?:want\s+to|wanna)\s+(?=(?:add|reschedule|rename|delete|remove|postpone|see|know)\b)|(?:i\s+(?:want|need)\s+you\s+to|let['’]?s|let\s+us|go\s+ahead\s+and|do\s+me\s+a\s+favou?r\s+and|would\s+you\s+mind|(?:would\s+you\s+)?(?:please\s+)?be\s+(?:so\s+(?:kind|good)|kind\s+enough)\s+(?:as\s+)?to|(?:be\s+a\s+(?:love|dear|star|legend|darling|pal)\s+and)|(?:do\s+the\s+needful\s+and)|remind\s+me(?=\s+what\s)|try\s+to|we\s+(?:can|could|should)\s+(?:just\s+)?(?=(?:move|postpone|push|delay|cancel|drop|delete|remove)\b))\s+)?(?:please\s+(?:to\s+)?|pls\s+|plz\s+|kindly\s+|quickly\s+|go\s+ahead\s+and\s+|just\s+(?!\p{L}+ed\b|been\b))*(?=\S)/iu,
];
const behind = [
  /[\s.!?…]+$/,
  /(?:[\s,]+(?:please|pls|thanks|thank\s+you|thx|for\s+me\s+please|will\s+you|would\s+you|if\s+you\s+(?:can|could|would|don['’]?t\s+mind)|if\s+it(?:['’]s|\s+is)\s+(?:not\s+too\s+much\s+trouble|no\s+trouble|ok(?:ay)?)|if\s+possible|(?:can|could|would)\s+you\s+(?:please\s+)?(?:add|note|remember)\s+(?:that|it|this)|(?:many\s+)?thank(?:s|\s+you)\s+(?:so\s+much|very\s+much|a\s+lot|in\s+advance|kindly)|(?:ok(?:ay)?|and)\s+(?:thanks|thank\s+you|thx)|(?:good)?bye)|,\s*(?:ok(?:ay)?|siri|alexa|google|mate|buddy))+$/i,
  /[\s.!?…]+$/,
];

const politeGerund = /^(?:please\s+)?would\s+you\s+mind\s+(?<verb>\p{L}+ing)(?=\s)/iu;
const verbs =
  'add remind create complete finish mark tick check delete remove cancel move reschedule postpone delay push rename change skip reopen show list find schedule put set make tag tell give'.split(
    ' ',
  );

/** "Would you mind adding milk?" */
function withoutGerund(text: string): string {
  const verb = politeGerund.exec(text)?.groups?.['verb']?.toLowerCase().slice(0, -3);
  const base = verbs.find((known) => known === verb || known === `${verb}e` || verb === known + known.at(-1));
  return base ? text.replace(politeGerund, base) : text;
}

const aNote = /^\S+\s+(?:an?\s+|the\s+)?(?:notes?|comments?|description)\s[^:]*:/i;

/** Removes polite words around the command, names of assistants, and punctuation at the end. */
export function withoutCourtesy(message: string): string {
  let text = withoutGerund(message.trim());
  // "Please" at the end of a note may be a part of it.
  if (!aNote.test(text)) for (const pattern of behind) text = text.replace(pattern, '');
  for (const pattern of before) {
    const rest = text.replace(pattern, '');
    if (rest !== '') text = rest;
  }
  return text.trim();
}
