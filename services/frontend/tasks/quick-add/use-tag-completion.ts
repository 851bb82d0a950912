import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { isForInputMethod } from '../../keyboard/input-method.ts';
import { typedName } from '../lists/list.names.ts';
import { useOpenLists } from '../lists/list.queries.ts';
import { useTags } from '../sync/task.queries.ts';
import { proposedTags, tagBegun, withTag } from './tag.completion.ts';

/** Completes the tag or list at the caret, with the keys of a combobox (WAI-ARIA Authoring Practices, "Combobox"). */
export function useTagCompletion(
  field: RefObject<HTMLInputElement | null>,
  text: string,
  type: (text: string) => void,
) {
  const known = useTags().data ?? [];
  const lists = useOpenLists();
  const list = useId();
  /** Undefined while nothing is suggested. */
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState<number>();
  const begun = caret === undefined ? undefined : tagBegun(text, caret);
  const tags = begun
    ? proposedTags(begun.sign === '#' ? known.map(({ tag }) => tag) : lists.map(({ name }) => typedName(name)), begun)
    : [];
  const highlighted = active !== undefined && active < tags.length ? active : undefined;
  const isOpen = tags.length > 0;

  function close(): void {
    setCaret(undefined);
    setActive(undefined);
  }

  function complete(tag: string): void {
    if (!begun || caret === undefined) return;
    const next = withTag(text, caret, begun, tag);
    flushSync(() => type(next.text));
    field.current?.focus();
    field.current?.setSelectionRange(next.caret, next.caret);
    close();
  }

  /** @returns whether the list handled the key */
  function takeKey(event: KeyboardEvent): boolean {
    if (!isOpen || isForInputMethod(event.nativeEvent)) return false;
    const { key, shiftKey } = event;
    if (key === 'ArrowDown') setActive(((highlighted ?? -1) + 1) % tags.length);
    else if (key === 'ArrowUp') setActive(((highlighted ?? 0) + tags.length - 1) % tags.length);
    else if (key === 'Escape') close();
    else if (key === 'Enter' && highlighted !== undefined) complete(tags[highlighted]!);
    else if (key === 'Tab' && !shiftKey && (highlighted !== undefined || begun?.typed))
      complete(tags[highlighted ?? 0]!);
    else return false;
    event.preventDefault();
    return true;
  }

  return {
    tags,
    sign: begun?.sign,
    list,
    highlighted,
    complete,
    close,
    takeKey,
    /** To be called when the text or the caret has moved. */
    follow(input: HTMLInputElement): void {
      const { selectionStart, selectionEnd } = input;
      setCaret(selectionStart === selectionEnd ? (selectionStart ?? undefined) : undefined);
    },
    optionId: (place: number) => `${list}-${place}`,
  };
}
