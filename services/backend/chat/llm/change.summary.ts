import { z } from 'zod';

const named = z.object({ title: z.string() });
const several = z.object({ items: z.array(z.union([named, z.object({ task: named }).transform(({ task }) => task)])) });

const verbs: Readonly<Record<string, string>> = {
  ...{ add: 'added', add_several: 'added', update: 'changed', complete: 'completed', reopen: 'reopened' },
  ...{ delete: 'deleted', snooze: 'snoozed', undo: 'undid the change of' },
};
const mostTitles = 10;

/** What a reply has changed so far, in words: for when the model cannot tell it any more. */
export class Done {
  readonly #changes: string[] = [];

  note(tool: string, result: unknown): void {
    const verb = verbs[tool];
    if (verb) this.#changes.push(...titlesOf(result).map((title) => `${verb} "${title}"`));
  }

  /** One sentence. */
  tell(): string {
    if (this.#changes.length === 0) return 'Nothing was changed.';
    const more = this.#changes.length - mostTitles;
    const told = [...this.#changes.slice(0, mostTitles), ...(more > 0 ? [`${more} more changes`] : [])].join(', ');
    return `Done so far: ${told}.`;
  }

  get isNothing(): boolean {
    return this.#changes.length === 0;
  }
}

function titlesOf(result: unknown): string[] {
  const list = several.safeParse(result);
  if (list.success) return list.data.items.map(({ title }) => title);
  const one = named.safeParse(result);
  return one.success ? [one.data.title] : [];
}
