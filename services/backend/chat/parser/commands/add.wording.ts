import { oneOf, phrase, whole } from '../grammar/phrase.ts';

const article = phrase`(?:me )?(?:(?:an?|the|another) )?(?:(?:new|recurring|repeating) )?`;
/** "A task to …", "item: …"; "task" and "todo" also work without "to" or a colon: "add task buy milk". */
const noun = oneOf`
  ${article}(?:task|todo|to-do|item|entry)(?:\s*:| (?:to|for|called|named|saying|that says|titled|of)(?=\s))
  ${article}(?:task|todo|to-do)(?=\s)
`;
export const myList = phrase`(?:my|the) (?:(?:to-?\s?do|task) )?(?:list(?: of things to do)?|tasks|todos|to-?dos)`;
const rest = phrase`(?<rest>\S.*)`;
const often = phrase`(?<often>(?:daily|weekly|monthly|yearly) )?`;
const putVerb = 'put|stick|throw|chuck|pop|place|get|include|write|toss|drop';

/** "Add milk", "new task: milk". */
export const opening = whole(
  phrase`${oneOf`
  (?:add|put|include) (?:to|on|onto|in) ${myList}\s*:?
  (?:add|create)(?: ${noun})?(?![\p{L}\p{N}\x27’-])\s*:?
  (?:make|new|put|enter|note|log|record|save|set up|register|jot down|write down|give me) ${noun}
  (?:jot|write|note|put|get|take) down(?: (?:to|that i (?:need|have|must) to))?
  pencil in
  (?:(?:make|take|write) (?:me )?an? )?note (?:to(?! self\b)|that i (?:need|have) to)(?=\s)
  new (?:task|todo|item)?\s*:
  (?:new|todo|to-?\s?do|task|note)\s*:
`}\s*${rest}`,
);

/** "Put milk on my list". */
export const putting = whole(phrase`(?:${putVerb}) (?<rest>\S.*?) (?:up )?(?:on|onto|in|into|to) ${myList}`);

const ask = oneOf`
  (?:remind|ping|nudge|alert|notify|prompt|buzz) me
  i (?:need|want|have) to be reminded
`;
const shout = phrase`give me a (?:shout|nudge|buzz|poke|ping|heads[\s-]?up|ring|shove)`;
/** "Remind me to call mum", "set a reminder for the meeting". */
export const reminding = whole(
  phrase`${oneOf`
  (?:please )?${oneOf`
    ${ask}
    tell me(?=\s+to\s)
    ${shout}(?=\s+to\s)
    i(?:'d| would) like to be reminded
  `} (?:to|about|of|that i (?:need|have|ought) to|that i (?:must|should)|that(?!\s+i\s)|for)\s+
  (?:(?:set|add|create|make|schedule|put in|give me|send me|i need|i want|i'd like|get me) |(?=new reminder))(?:up )?(?:(?:an?|me an?|another) )?(?:new )?reminder(?: (?:to|for|about|of|that i (?:need|have) to|saying|called|named|titled))?\s*:?\s+
  reminder(?:\s*:| (?:to|about)(?=\s))\s*
`}${rest}`,
);

/** "Remind me tomorrow at 6pm to call mum": the date stands before the title. */
export const remindingFirst = whole(
  phrase`(?:please )?(?:${ask}|${shout}) (?!(?:why|how|what|who|whether)\b)(?<when>\S.{0,60}?) (?:to|about|that i (?:need|have) to) ${rest}`,
);

/** "Set a reminder for tomorrow at 9 to call mum". */
export const reminderFirst = whole(
  phrase`${oneOf`
  set|add|create|make|schedule|put in|give me|send me
  (?:can|could|may) i (?:get|have)
  i (?:need|want)
  i(?:'d| would) like
`} (?:(?:me )?an? )?${often}reminder (?:(?:for|on|at) )?(?<when>\S.{0,60}?) to ${rest}`,
);

/** "A task for friday: call mum", "a weekly task on fridays to call mum". */
export const taskFirst = whole(
  phrase`(?:add|create|make|set up|i'd like|i (?:need|want)|give me) (?:an? )?(?:new )?${often}(?:task|todo|to-do|item) (?:for|(?=on\s)|due|(?=every\s))\s*(?<when>\S.{0,40}?)(?:\s*:| to) ${rest}`,
);

/** "I want to know …" adds nothing. */
const asking = phrase`(?:know|see|view|hear|find out|talk)\b`;
/** "I need to …", "don't let me forget to …". */
export const needing = whole(
  phrase`${oneOf`
  remember\s*:
  (?:help me )?remember (?:to|that i (?:need|have) to)
  make sure (?:that )?(?:i|to|we)(?: (?:don'?t|do not|never) forget(?: (?:to|about))?| remember to)?
  i (?:want|wanna) (?:to )?(?!${asking})
  i'd (?:like|love) to(?! ${asking})
  i need to remember to
  (?:(?:i|we) )?(?:must|should)(?:n'?t| not) forget(?: (?:to|about))?
  don'?t (?:let me )?forget(?: (?:to|about|that i have to))?
  (?:(?:i|we) )?(?:(?:really|still|also|just|now) )?(?:need|have|ought|gotta|got) to
  (?:(?:i|we) )?(?:gotta|must(?! (?:not|have|be)\b))(?: remember to)?
  (?:i|we)'ve (?:got|gotta) to
  i'?ll (?:need|have) to
  i (?:will|am going to) (?:need|have) to
  (?:i|we) (?:(?:really|also|probably|definitely) )?should(?! (?:have|be|not)\b)
  i(?:'d| had)? better
  i(?:'m| am) supposed to
  note to self\s*:
`} (?:(?:really|also|probably|definitely|still|maybe|just|quickly) )*${rest}`,
);

/** "Add a task in Errands to post the letter": the list, which must exist, stands before the title. */
export const listFirst = whole(
  phrase`(?:add|create|make|put|new) ${oneOf`
  (?:an? )?(?:new )?(?:task|todo|to-do|item|entry) (?:in|into|to|on|under)
  (?<these>(?:these|the following) )?(?:to|in|into|onto|on)(?=[^:]*:)
`} (?:(?:my|the|our) )?(?:list )?(?<list>[^:,;]{1,60}?)(?: list)?(?:\s*:| (?:to|called|named|saying)(?=\s))\s*${rest}`,
);

/** "Add to my tasks for tomorrow: iron the shirt". */
export const toListFor = whole(phrase`(?:add|put) (?:to|on|in) ${myList} for (?<when>[^:]{1,40}):\s*${rest}`);

/** "Put "update the CV" in Work". */
export const quotedIn = whole(
  phrase`(?:add|put|stick|pop|place|get) (?<rest>["“][^"”]+["”]) (?:in|into|on|onto|to) (?!(?:my|the) (?:to-?\s?do )?list$)(?:(?:my|the|our) )?(?<list>\S.{0,60}?)(?: list)?`,
);

/** "I need the car washed added to my list". */
export const wanting = whole(phrase`i (?:need|want) (?<rest>\S.*?) (?:added|put) (?:to|on|onto|in) ${myList}`);

/** "Put milk on my list for saturday". */
export const puttingFor = whole(phrase`(?<rest>(?:${putVerb}|add) \S.*? (?:on|onto|to) ${myList}) (?<when>\S.{1,40})`);
export const toMyList = new RegExp(phrase`\s+(?:to|on|onto|in) ${myList}$`, 'iu');

/** "Get milk on the errands list". */
export const onList = whole(
  phrase`(?:put|get|stick|chuck|pop|throw|toss|drop|bung|whack|shove|slap|place|write|have) ${rest}`,
);

/** "Tomorrow I have to …", "for friday add …": the date stands before everything. */
export const dateFirst = whole(
  phrase`(?:(?:for|on) )?(?<when>\S.{1,40}?)[,:]? (?<rest>(?:please )?${oneOf`
  add|create|remind me|remember
  i (?:need|have|must|gotta|should|want)
  i've got
  we (?:need|have)
  don'?t (?:let me )?forget
`}\s.*)`,
);

/** "Add an urgent task to call the landlord", "add a high priority task: …". */
export const prioritised = whole(
  phrase`(?:add|create|make|new) (?:an? )?(?<priority>urgent|high|low|important|p[1-4])(?:[\s-]+priority)? (?:task|todo|to-do|item)(?:\s*:| (?:to|called|named|for)(?=\s))? ${rest}`,
);

/** "Milk to list Errands", "milk to the errands list". */
export const toList = whole(
  phrase`(?<task>\S.*?) (?:to|in|into|on|onto|under) ${oneOf`
  (?:(?:the|my) )?list (?:(?:called|named) )?(?!(?:for|by|on|due|of)\s)(?<name>\S.*)
  (?:(?:the|my|our) )?(?!(?:my|the|our|to-?\s?do|todo|do|task)\s)(?<other>[\p{L}\p{N}]+(?:\s[\p{L}\p{N}]+){0,2}) list
`}`,
);

/** "Apples and complete bread". */
export const twoThings = whole(
  phrase`(\S.*?)[,;.]? (?:and|then|and then) ((?:complete|finish|delete|remove|cancel|mark|move|reschedule|postpone|rename|tag|reopen) \S.*)`,
);

/** "Add two days to the report" is about the report. */
export const extending = /^add\s+(?:an?\s+|another\s+)?(?:\S+\s+)?(?:minute|min|hour|day|week|month)s?\s+to\s/i;
export const managing = /^(?:re-?schedule|postpone|move|shift|push|delay)\s/i;
/** What stands before a plan: "schedule a haircut for friday", "I'll buy milk tomorrow". */
export const planning = new RegExp(
  phrase`^${oneOf`
    schedule|add
    (?:put|stick|slot|pencil|pop)(?=\s.*\s(?:in|down) (?:for|on)\s)
    i want to|i'd like to|i'd rather|i'll|i will|i'm going to|i am going to|let me
  `} (?:do )?`,
  'iu',
);
