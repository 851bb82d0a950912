import { type FocusEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { readerOf } from '../../../account/reader.ts';
import { isForInputMethod } from '../../../keyboard/input-method.ts';
import { TextArea } from '../../../ui/fields/text-area.tsx';
import { toast } from '../../../ui/overlay/toast.ts';
import { applyChanges } from '../../edits/edit.apply.ts';
import { useEdits } from '../../edits/edits.context.ts';
import { TitleLinks } from '../../notes/title.links.tsx';
import { useTaskActions } from '../../sync/task.mutations.ts';
import type { Task, TaskChanges } from '../../task.ts';
import { replaced } from '../../typed-text/text.marks.ts';
import { UnderstoodList } from '../../typed-text/understood.list.tsx';
import { UnreadNotes } from '../../typed-text/unread.notes.tsx';
import { useFirstDates } from '../../typed-text/use-first-dates.ts';
import { useSettledUnread } from '../../typed-text/use-settled-unread.ts';
import { loadTypedLanguage, useTypedLanguage } from '../../typed-text/use-typed-language.ts';
import type { Editing } from '../task.editing.ts';
import { DraftOffer } from './draft.offer.tsx';
import styles from './text.fields.module.css';
import { changesBack, changesOf, readEdit } from './title.reading.ts';
import { useTextDraft } from './use-text-draft.ts';

const longest = 200;

/**
 * A single line of text that wraps. Enter leaves the field. Dates and tags that were added to the title are read when the field
 * is left.
 */
export function TitleField(editing: Editing) {
  const { user, eventsEnabled } = useEdits();
  const actions = useTaskActions();
  const language = useTypedLanguage();
  const area = useRef<HTMLTextAreaElement>(null);
  const [ignore, setIgnore] = useState<readonly string[]>([]);

  function read(title: string, base: Task) {
    if (!eventsEnabled || !language || title.trim() === base.title) return undefined;
    return readEdit(base.title, title, language.parseQuickAdd, { ...readerOf(user), lists: false, ignore });
  }

  function offerUndo(changes: TaskChanges, base: Task) {
    if (Object.keys(changes).length === 1) return;
    const changed = applyChanges(base, changes, user.timeZone);
    toast({
      title: `Changed “${changed.title}” as its title says`,
      action: { label: 'Undo', run: () => actions.update(changed, changesBack(changes, base)) },
    });
  }

  const draft = useTextDraft(editing, 'title', {
    isSame: (a, b) => a.trim() === b.trim(),
    isFit: (title) => title.trim() !== '',
    isHeld: (title, base) => (read(title, base)?.tokens.length ?? 0) > 0,
    changesOf(title, base) {
      const understood = read(title, base);
      return understood?.tokens.length ? changesOf(understood, base) : { title };
    },
    onSave: offerUndo,
  });
  const base = editing.baseOf('title');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what `read` depends on is listed
  const understood = useMemo(() => read(draft.value, base), [draft.value, base.title, language, ignore]);
  const unread = useSettledUnread(draft.value, understood?.unread);
  const dates = useFirstDates(understood, user);
  const isBlank = draft.value.trim() === '';
  const error = isBlank ? 'A task needs a title.' : editing.errorOf('title');

  function leaveOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== 'Enter' || isForInputMethod(event.nativeEvent)) return;
    event.preventDefault();
    event.currentTarget.blur();
  }

  /** A click on a chip does not leave the field. */
  function leave({ currentTarget, relatedTarget }: FocusEvent) {
    if (currentTarget.contains(relatedTarget)) return;
    draft.leave();
    setIgnore([]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only learns that the focus has left
    <div className={styles['field']} onBlur={leave}>
      <TextArea
        ref={area}
        id="task-title"
        aria-label="Title"
        aria-invalid={error !== undefined}
        aria-describedby={error ? 'task-title-error' : unread.length > 0 ? 'task-title-unread' : undefined}
        dir="auto"
        maxLength={longest}
        value={draft.value}
        onChange={(event) => draft.change(event.currentTarget.value.replace(/\n+/g, ' '))}
        onFocus={() => void (eventsEnabled && loadTypedLanguage())}
        onKeyDown={leaveOnEnter}
        data-completed={editing.task.completed || undefined}
        className={styles['title']}
      />
      <TitleLinks title={editing.task.title} />
      <UnderstoodList
        tokens={understood?.tokens ?? []}
        dates={dates}
        onKeepAsText={({ text }) => {
          setIgnore((before) => [...before, text]);
          area.current?.focus();
        }}
      />
      <UnreadNotes
        id="task-title-unread"
        unread={unread}
        onReplace={(span, text) => {
          draft.change(replaced(draft.value, span, text));
          area.current?.focus();
        }}
      />
      {draft.offer && <DraftOffer label="The title" {...draft.offer} />}
      {error && (
        <p id="task-title-error" role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </div>
  );
}
