/** Verbs whose past is irregular, by their past. */
const irregular = new Map(
  Object.entries({
    ate: 'eat',
    began: 'begin',
    bought: 'buy',
    brought: 'bring',
    built: 'build',
    chose: 'choose',
    cut: 'cut',
    did: 'do',
    drew: 'draw',
    drove: 'drive',
    fed: 'feed',
    found: 'find',
    gave: 'give',
    got: 'get',
    held: 'hold',
    hung: 'hang',
    kept: 'keep',
    left: 'leave',
    lent: 'lend',
    made: 'make',
    met: 'meet',
    paid: 'pay',
    put: 'put',
    ran: 'run',
    read: 'read',
    rang: 'ring',
    saw: 'see',
    sent: 'send',
    sold: 'sell',
    spoke: 'speak',
    swept: 'sweep',
    told: 'tell',
    took: 'take',
    went: 'go',
    withdrew: 'withdraw',
    wrote: 'write',
    written: 'write',
    taken: 'take',
    given: 'give',
    seen: 'see',
  }),
);
/** Verbs that only say that something is over. */
const general = new Set([
  'done',
  'finished',
  'completed',
  'did',
  'finish',
  'complete',
  'do',
  'sorted',
  'handled',
  'attended',
]);

/** @returns the base of a verb in the past, `do` for a verb that only says "over", undefined for another word */
export function baseOfPast(word: string): string | undefined {
  if (general.has(word)) return 'do';
  return (
    irregular.get(word) ??
    (/^\p{L}{2,}ed$/u.test(word) && word !== 'need' && !/(?:ee|ough)d$/.test(word) ? word : undefined)
  );
}
