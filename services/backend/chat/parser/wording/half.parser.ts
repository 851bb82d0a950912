import type { Command } from '../commands/command.ts';

/** Verbs of commands, each with a possible continuation. */
const beginnings: readonly [RegExp, string][] = [
  [/^(move|reschedule|postpone|push|delay|defer|shift|put\s+off|bring\s+forward)\s+(\S.*)$/is, 'move {} to tomorrow'],
  [/^(make|set|mark|flag|give)\s+(\S.*)$/is, 'make {} urgent'],
  [/^(tag|label|untag)\s+(\S.*)$/is, 'tag {} with home'],
  [/^(rename|retitle|change)\s+(\S.*)$/is, 'rename {} to something else'],
  [/^(repeat)\s+(\S.*)$/is, 'repeat {} every week'],
  [/^(complete|finish|check\s+off|tick\s+off)\s+(\S.*)$/is, 'complete {}'],
  [/^(delete|remove|cancel)\s+(\S.*)$/is, 'delete {}'],
];

/** Recognises a message that begins like a command, but is not understood further. */
export function parseHalf(text: string): Command | undefined {
  for (const [pattern] of beginnings) {
    const [, verb, rest] = pattern.exec(text) ?? [];
    if (verb && rest) return { do: 'half', verb: verb.toLowerCase().replace(/\s+/g, ' '), rest };
  }
  return undefined;
}

/** Returns the nearest command that would be understood. */
export function nearestCommand(verb: string, title: string): string {
  const example = beginnings.find(([pattern]) => pattern.test(`${verb} x`))?.[1] ?? '{}';
  return example.replace('{}', () => title);
}
