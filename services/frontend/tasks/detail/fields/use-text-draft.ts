import { useEffect, useState } from 'react';
import { useDraft } from '../../../ui/fields/use-draft.ts';
import { useEdits } from '../../edits/edits.context.ts';
import type { Task, TaskChanges } from '../../task.ts';
import type { Editing } from '../task.editing.ts';

type TextField = 'title' | 'description';

/** A draft that survives a reload, with the task as it was when typing began. */
interface KeptDraft {
  value: string;
  base: Task;
}

interface Options {
  isSame?: (a: string, b: string) => boolean;
  isFit?: (value: string) => boolean;
  /** A held text is stored when the field is left, not when typing pauses. */
  isHeld?: (value: string, base: Task) => boolean;
  /** Returns the changes that a text means; by default, the field is set to the text. */
  changesOf?: (value: string, base: Task) => TaskChanges;
  onSave?: (changes: TaskChanges, base: Task) => void;
}

/**
 * The draft of a task's title or description, which is kept at every keystroke. After a reload it is shown again, and the person
 * stores it, as a change of the task as it was when typing began, or discards it.
 */
export function useTextDraft(
  editing: Editing,
  field: TextField,
  {
    isSame = Object.is,
    isFit = () => true,
    isHeld = () => false,
    changesOf = (value) => ({ [field]: value }),
    onSave,
  }: Options = {},
) {
  const { task, update, begin, baseOf } = editing;
  const { drafts, queue } = useEdits();
  const name = `task/${queue.idOf(task.id)}/${field}`;
  const [left, setLeft] = useState(() => drafts.read<KeptDraft>(name));
  const isStored = left !== undefined && isSame(left.value, task[field]);
  const offered = isStored ? undefined : left;
  const start = offered?.base ?? task;

  function forget(value: string): void {
    if (drafts.read<KeptDraft>(name)?.value === value) drafts.remove(name);
  }

  // An earlier page stored this draft, but was closed before it could forget it.
  useEffect(() => {
    if (!isStored) return;
    drafts.remove(name);
    setLeft(undefined);
  }, [isStored, drafts, name]);

  const draft = useDraft({
    stored: start[field],
    save(value, refused) {
      const base = baseOf(field);
      const changes = changesOf(value, base);
      update(changes, () => {
        drafts.write(name, { value, base });
        refused();
      });
      onSave?.(changes, base);
      void queue.written().then(() => forget(value));
    },
    begin: () => begin(field, start),
    isSame,
    isFit,
    isHeld: (value) => isHeld(value, baseOf(field)),
    isKept: true,
  });

  return {
    value: draft.isTyped || !offered ? draft.value : offered.value,
    change(value: string) {
      draft.change(value);
      setLeft(undefined);
      if (isFit(value)) drafts.write(name, { value, base: baseOf(field) });
      else drafts.remove(name);
    },
    leave() {
      if (!draft.isTyped) return;
      draft.leave();
      void queue.written().then(() => forget(draft.value));
    },
    /** The text that was typed before a reload; undefined if there is none, or the person edits it again. */
    offer: offered && {
      save() {
        const end = begin(field, offered.base);
        const changes = changesOf(offered.value, offered.base);
        update(changes);
        onSave?.(changes, offered.base);
        end();
        void queue.written().then(() => forget(offered.value));
        setLeft(undefined);
      },
      discard() {
        drafts.remove(name);
        setLeft(undefined);
      },
    },
  };
}
