/** What a sentence asks for; `which` is a task's title, or its number in the list that was last shown. */
export type Command =
  | { tool: 'add'; title: string }
  | { tool: 'list' }
  | { tool: 'complete' | 'delete'; which: string }
  | { tool: 'confirm' | 'cancel' | 'unknown' };

const patterns: [RegExp, (text: string) => Command][] = [
  [/^(?:yes|yes please|confirm|do it|ok)$/i, () => ({ tool: 'confirm' })],
  [/^(?:no|cancel|never ?mind|stop)$/i, () => ({ tool: 'cancel' })],
  [
    /^(?:add|create|new(?: task)?:?|remind me to)\s+(?:a task to\s+|task:?\s+)?(.+)$/is,
    (title) => ({ tool: 'add', title }),
  ],
  [/^(?:list|show|what(?:'s| is) (?:open|left|on my list)|my tasks)\b.*$/is, () => ({ tool: 'list' })],
  [
    /^(?:complete|finish|done(?: with)?|check off|i(?: have|'ve)? (?:finished|completed|done))\s+(.+)$/is,
    (which) => ({ tool: 'complete', which }),
  ],
  [/^(?:delete|remove)\s+(.+)$/is, (which) => ({ tool: 'delete', which })],
];

export function parseCommand(message: string): Command {
  const text = message.trim().replace(/[.!?]+$/, '');
  for (const [pattern, command] of patterns) {
    const match = text.match(pattern);
    if (match) return command(unquoted(match[1] ?? ''));
  }
  return { tool: 'unknown' };
}

function unquoted(text: string): string {
  return text.trim().replace(/^["“](.*)["”]$/s, '$1');
}
