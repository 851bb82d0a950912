import { useMemo, useState } from 'react';
import type { QuickAddToken } from '../../../../shared/language/quick-add.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { useKeptText } from '../../drafts/use-kept-text.ts';
import { useLists } from '../lists/list.queries.ts';
import type { NewTask } from '../task.ts';
import { loadTypedLanguage, useTypedLanguage } from '../typed-text/use-typed-language.ts';
import { type ReadText, readText } from './list.reading.ts';
import { longestTitle, newTask } from './new.task.ts';

/** The text in the quick-add field, and how it is understood. */
export interface QuickAddState {
  text: string;
  type: (text: string) => void;
  /** Undefined while the field is blank or the language is not fetched. */
  understood: ReadText | undefined;
  /** Turns an understood part back into text of the title. */
  ignore: (token: QuickAddToken) => void;
  /** Fetches the language, which is not part of the page's first load. */
  prepare: () => void;
  /** Reads a text that is not in the field; undefined if the language is not fetched. */
  read: (text: string) => ReadText | undefined;
  /** The reason why the text cannot be added as it is. */
  problem: string | undefined;
  /**
   * Empties the field.
   * @returns the task as it is understood; undefined if the text is blank or cannot be added
   */
  take: () => Promise<NewTask | undefined>;
  /** Empties the field. The text is kept until `forget` is called. */
  clear: () => void;
  /** Says that a taken text is stored elsewhere. */
  forget: (text: string) => void;
}

export function useQuickAdd(user: User, eventsEnabled: boolean): QuickAddState {
  const kept = useKeptText('quick-add');
  const { text } = kept;
  const [ignored, setIgnored] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string>();
  const language = useTypedLanguage();
  const parse = eventsEnabled ? language?.parseQuickAdd : undefined;
  const lists = useLists();
  const understood = useMemo(
    () => (text.trim() && parse ? readText(parse, text, { ...readerOf(user), ignore: ignored }, lists) : undefined),
    [text, ignored, parse, user, lists],
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
    read: (line) => parse && readText(parse, line, readerOf(user), lists),
    problem,
    clear,
    forget: kept.forget,
    async take() {
      const typed = text.trim();
      if (!typed) return undefined;
      // The field is emptied at once, so that text typed while the language is fetched is the next task.
      clear();
      const read = eventsEnabled ? (await loadTypedLanguage())?.parseQuickAdd : undefined;
      const task = read
        ? newTask(readText(read, typed, { ...readerOf(user), ignore: ignored }, lists))
        : { title: typed };
      const { length } = task.title;
      if (length > longestTitle) {
        kept.putBack(typed);
        setProblem(`The title has ${length} characters; at most ${longestTitle} are allowed.`);
        return undefined;
      }
      return task;
    },
  };
}
