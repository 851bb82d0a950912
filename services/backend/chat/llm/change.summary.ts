import { z } from 'zod';

const titled = z.object({ title: z.string() });
const titledList = z.object({
  items: z.array(z.union([titled, z.object({ task: titled }).transform(({ task }) => task)])),
});

const verbs: Readonly<Record<string, string>> = {
  add: 'added',
  add_several: 'added',
  update: 'changed',
  move: 'moved',
  complete: 'completed',
  reopen: 'reopened',
  delete: 'deleted',
  snooze: 'snoozed',
  skip: 'skipped an occurrence of',
  undo: 'undid the change of',
};
const maxTitles = 10;

/** Summarises the changes that a reply has made, in case the model does not mention them. */
export class ChangeSummary {
  readonly #changes: string[] = [];

  /** Adds the changes of a tool call; tools that only read are ignored. */
  add(tool: string, result: unknown): void {
    const verb = verbs[tool];
    if (verb) this.#changes.push(...titlesIn(result).map((title) => `${verb} "${title}"`));
  }

  get isEmpty(): boolean {
    return this.#changes.length === 0;
  }

  /** Returns one sentence for the user. */
  get text(): string {
    if (this.isEmpty) return 'Nothing was changed.';
    const more = this.#changes.length - maxTitles;
    const listed = [...this.#changes.slice(0, maxTitles), ...(more > 0 ? [`${more} more changes`] : [])];
    return `Done so far: ${listed.join(', ')}.`;
  }
}

function titlesIn(result: unknown): string[] {
  const list = titledList.safeParse(result);
  if (list.success) return list.data.items.map(({ title }) => title);
  const single = titled.safeParse(result);
  return single.success ? [single.data.title] : [];
}
