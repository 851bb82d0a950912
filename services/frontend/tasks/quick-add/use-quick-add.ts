import { useMemo, useState } from 'react';
import type { QuickAdd, QuickAddToken } from '../../../../shared/language/quick-add.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { useKeptText } from '../../drafts/use-kept-text.ts';
import type { NewTask } from '../task.ts';
import { longestTitle, newTask } from './new.task.ts';
import { loadTypedLanguage, useTypedLanguage } from './use-typed-language.ts';

/** The text in the quick-add field, and how it is understood. */
export interface QuickAddState {
  text: string;
  type: (text: string) => void;
  /** Undefined while the field is blank or the language is not there. */
  understood: QuickAdd | undefined;
  /** The token's words stay in the title. */
  ignore: (token: QuickAddToken) => void;
  /** Fetches the language, which the first load of the page does without. */
  prepare: () => void;
  /** Understands a text that is not in the field; undefined while the language is not there. */
  read: (text: string) => QuickAdd | undefined;
  /** Why the text cannot be added as it is. */
  problem: string | undefined;
  /** @returns the task as it is understood, and empties the field; undefined for blanks and what cannot be added. */
  take: () => Promise<NewTask | undefined>;
  /** Empties the field; the text is kept until `forget`. */
  clear: () => void;
  /** The text that was taken is stored. */
  forget: (text: string) => void;
}

export function useQuickAdd(user: User, eventsEnabled: boolean): QuickAddState {
  const kept = useKeptText('quick-add');
  const { text } = kept;
  const [ignored, setIgnored] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string>();
  const language = useTypedLanguage();
  const parse = eventsEnabled ? language?.parseQuickAdd : undefined;
  const understood = useMemo(
    () => (text.trim() && parse ? parse(text, { ...readerOf(user), ignore: ignored, lists: false }) : undefined),
    [text, ignored, parse, user],
  );

  function clear(): void {
    kept.take();
    setIgnored([]);
  }

  return {
    text,
    type(next) {
      kept.change(next);
      setProblem(undefined);
      if (next.trim() === '') setIgnored([]);
    },
    understood,
    ignore: (token) => setIgnored((before) => [...before, token.text]),
    prepare: () => void (eventsEnabled && loadTypedLanguage()),
    read: (line) => parse?.(line, { ...readerOf(user), lists: false }),
    problem,
    clear,
    forget: kept.forget,
    async take() {
      const typed = text.trim();
      if (!typed) return undefined;
      // At once: what is typed while the language is fetched is the next task.
      clear();
      const read = eventsEnabled ? (await loadTypedLanguage())?.parseQuickAdd : undefined;
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
