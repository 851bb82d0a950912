import { lexicon } from '../grammar/lexicon.ts';
import { barrier, type Token } from '../grammar/tokenizer.ts';
import type { PlacedPiece } from './phrase.finder.ts';

/** Words before a day that make it a thing rather than a date: "the friday report", "minutes of 20 Nov". */
const determiners = new Set(
  'the a an my your our his her its their that those these any no each old black good bad of about per since'.split(
    ' ',
  ),
);
/** These words do so even before "today": "think about tomorrow". */
const ofThings = new Set('of about per since my your our his her its their'.split(' '));
/** Words that precede a version number, which may look like a date: "Ubuntu 20.10." */
const versioned = new Set('version release v ubuntu debian python node java php ios macos'.split(' '));
/** Words that may follow a weekday in the middle of a sentence: "call Bob friday about the car". */
const followers = new Set('about with for at in to from and or on because before after if when so then'.split(' '));
const sentenceEnd = new Set(['.', '!', '?', '…', ';', '(', ')', '[', ']', ',', ':', '|', '–', '—', barrier]);

/**
 * Tells whether a phrase is meant as a date in its place. At the end of a text or after a preposition it is. Elsewhere it must mean
 * nothing else, such as "tomorrow" or "in 3 days". A part of a name is no date: "Tomorrow Never Dies". What could be one at the end of
 * a sentence is meant perhaps: "the cat sat", "read 10/5".
 */
export function isMeant(text: string, tokens: readonly Token[], phrase: readonly PlacedPiece[]): boolean | 'perhaps' {
  const [{ from }, { to }] = [phrase[0]!, phrase.at(-1)!];
  const said = text.slice(tokens[from]!.start, tokens[to - 1]!.end);
  const before = tokens[from - 1];
  if (fixedExpressions.has(said) || isName(text, tokens, phrase, said)) return false;
  if (before && !isIntroduced(phrase) && isThing(before.key, phrase, said)) return false;
  const next = tokens[to];
  const isLast = !next || sentenceEnd.has(next.key) || isPicture(next.key) || (next.key === '-' && !next.glued);
  return isDate(tokens, phrase, said, isLast) || (isLast && 'perhaps');
}

/** These are never dates. */
const fixedExpressions = new Set(['24/7', '9/11', '09/11']);

function isPicture(key: string): boolean {
  return /^\p{Extended_Pictographic}/u.test(key);
}

function isIntroduced(phrase: readonly PlacedPiece[]): boolean {
  return phrase.some(({ piece }) => piece.lead !== undefined);
}

function isDate(tokens: readonly Token[], phrase: readonly PlacedPiece[], said: string, isLast: boolean): boolean {
  const [{ piece: first, from }, last] = [phrase[0]!, phrase.at(-1)!];
  const after = tokens[last.to];
  const certainties = new Set(phrase.map(({ piece }) => piece.certainty));
  const pieces = phrase.map(({ piece }) => piece);
  const says = (field: 'day' | 'clock' | 'rule') => pieces.some((piece) => piece[field]);
  const introduced = isIntroduced(phrase);
  if (after && !isLast && isDoubtful(tokens[last.to - 1]!.key) && !followers.has(after.key)) return false;
  if (!introduced && !isLast && phrase.length === 1 && /\b(?:may|march)\b/.test(said)) return false;
  if (certainties.has('always')) return true;
  if (certainties.has('slashed')) return introduced || (isLast && isPadded(said)) || (says('day') && says('clock'));
  if (says('day') && says('clock')) return true;
  if (certainties.has('dotted')) return /^\D*\d\d\./.test(said) && /\.\s?\d\d\./.test(said);
  if (certainties.has('last')) return !(from === 0 && phrase.length === 1 && says('rule'));
  if (certainties.has('part')) return isLast;
  if (introduced) return true;
  if (phrase.length === 1 && (first.certainty === 'seldom' || first.certainty === 'leading')) return false;
  if (phrase.length === 1 && /^\d+:\d+$/.test(said)) return isLast && /^\d\d:\d[05]$/.test(said);
  const isFirst = from === 0;
  if (isLast) return true;
  if (says('clock')) return isFirst;
  if (isFirst && /^[,:-]$/.test(after!.key)) return true;
  return says('day') && followers.has(after!.key) && said === said.toLowerCase();
}

/** "Each Sun makefile", "every sat nav": these are words of their own before a noun. */
function isDoubtful(word: string): boolean {
  return word in lexicon.doubtfulWeekday;
}

function isThing(before: string, phrase: readonly PlacedPiece[], said: string): boolean {
  const { piece } = phrase[0]!;
  if (piece.certainty === 'dotted' && versioned.has(before)) return true;
  if (piece.rule || piece.minutes !== undefined) return false;
  if (piece.day?.kind === 'counted') return ofThings.has(before) && !said.includes(' ');
  return determiners.has(before) && !(piece.day && phrase.some(({ piece }) => piece.clock));
}

/** Accepts `12/05`, but not `1/2` or `8/10`, which may be a fraction or a score. */
function isPadded(said: string): boolean {
  return /^0\d\/|\/0\d$/.test(said);
}

/** These words always have a capital letter. */
const usualCapital =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|christmas|xmas|easter|boxing|valentine.*|halloween|thanksgiving|new|year.*|eve|day|st|saint|patrick.*|earth|monday|good|international|workers.*|am|pm|a|p|m|t|z|eod|eow|eom|eoy|nye|[a-z]{1,4}t|utc|gmt)$/i;

/** Tells whether a phrase has capitals where no sentence has them: "Tomorrow Never Dies", "Around the World in 80 Days". */
function isName(text: string, tokens: readonly Token[], phrase: readonly PlacedPiece[], said: string): boolean {
  if (text === text.toUpperCase()) return false;
  const [{ from }, { to }] = [phrase[0]!, phrase.at(-1)!];
  const words = said.match(/\p{L}[\p{L}'’]*/gu) ?? [];
  const isUnusual = words.some(
    (word, index) =>
      /^\p{Lu}/u.test(word) && !usualCapital.test(word) && !(index === 0 && beginsSentence(tokens, from)),
  );
  if (isUnusual) return true;
  const after = tokens[to];
  const next = after ? text.slice(after.start, after.end) : '';
  return (
    beginsSentence(tokens, from) &&
    /^\p{Lu}/u.test(said) &&
    !/\d/.test(said) &&
    /^\p{Lu}\p{Ll}/u.test(next) &&
    !after!.glued &&
    phrase.length === 1
  );
}

function beginsSentence(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return !before || ['.', '!', '?', ':', '(', ';', '-', '•', '*', barrier].includes(before.key);
}
