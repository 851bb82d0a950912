import { useMemo, useRef, useState } from 'react';
import type { QuickAdd, QuickAddToken } from '../../../../shared/language/quick-add.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { useKeptText } from '../../drafts/use-kept-text.ts';
import type { NewTask } from '../task.ts';

/** As the API takes it. */
const longestTitle = 200;

type Parse = typeof import('../../../../shared/language/quick-add.ts').parseQuickAdd;

/** The text in the quick-add field, and how it is understood. */
export interface QuickAddState {
  text: string;
  type: (text: string) => void;
  tokens: readonly QuickAddToken[];
  /** The token's words stay in the title. */
  ignore: (token: QuickAddToken) => void;
  /** Fetches the language, which the first load of the page does without. */
  prepare: () => void;
  /** Why the text cannot be added as it is. */
  problem: string | undefined;
  /** @returns the task as it is understood, and empties the field; undefined for blanks and what cannot be added. */
  take: () => Promise<NewTask | undefined>;
  /** The text that was taken is stored. */
  forget: (text: string) => void;
}

export function useQuickAdd(user: User, eventsEnabled: boolean): QuickAddState {
  const kept = useKeptText('quick-add');
  const { text } = kept;
  const [ignored, setIgnored] = useState<readonly string[]>([]);
  const [parse, setParse] = useState<Parse>();
  const [problem, setProblem] = useState<string>();
  const loading = useRef<Promise<Parse | undefined>>(undefined);
  const understood = useMemo(
    () => (text.trim() && parse ? parse(text, { ...readerOf(user), ignore: ignored, lists: false }) : undefined),
    [text, ignored, parse, user],
  );

  /**
   * Without the language (offline, and never used before) the text is the title, and nothing is lost. All wait for one
   * promise, so that what is taken first is added first.
   */
  function language(): Promise<Parse | undefined> {
    if (!eventsEnabled) return Promise.resolve(undefined);
    loading.current ??= import('../../../../shared/language/quick-add.ts').then(
      ({ parseQuickAdd }) => {
        setParse(() => parseQuickAdd);
        return parseQuickAdd;
      },
      () => {
        loading.current = undefined;
        return undefined;
      },
    );
    return loading.current;
  }

  return {
    text,
    type(next) {
      kept.change(next);
      setProblem(undefined);
      if (next.trim() === '') setIgnored([]);
    },
    tokens: understood?.tokens ?? [],
    ignore: (token) => setIgnored((before) => [...before, token.text]),
    prepare: () => void language(),
    problem,
    forget: kept.forget,
    async take() {
      const typed = text.trim();
      if (!typed) return undefined;
      // At once: what is typed while the language is fetched is the next task.
      kept.take();
      setIgnored([]);
      const read = await language();
      const task = read ? newTask(read(typed, { ...readerOf(user), ignore: ignored, lists: false })) : { title: typed };
      const { length } = task.title;
      if (length > longestTitle) {
        kept.putBack(typed);
        setProblem(`The title has ${length} characters, and may have ${longestTitle}.`);
        return undefined;
      }
      return task;
    },
  };
}

function newTask({ title, due, priority, tags, recurrence, reminders }: QuickAdd): NewTask {
  return {
    title,
    ...(due && { due }),
    ...(priority && { priority }),
    ...(tags.length && { tags }),
    ...(recurrence && { recurrence }),
    ...(reminders?.length && { reminders }),
  };
}
