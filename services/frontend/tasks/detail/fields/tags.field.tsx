import { Autocomplete } from '@base-ui/react/autocomplete';
import { type KeyboardEvent, useRef } from 'react';
import { useKeptText } from '../../../drafts/use-kept-text.ts';
import { isForInputMethod } from '../../../keyboard/input-method.ts';
import { Icon } from '../../../ui/icon.tsx';
import popup from '../../../ui/overlay/popup.module.css';
import { useEdits } from '../../edits/edits.context.ts';
import { useTags } from '../../sync/task.queries.ts';
import { mostTags } from '../../task.ts';
import type { Editing } from '../task.editing.ts';
import { FieldRow } from './field.row.tsx';
import { tagsIn } from './tag.input.ts';
import styles from './tags.field.module.css';

/** Shows the tags as chips, with a field that adds more and suggests tags of other tasks. */
export function TagsField({ task, update, errorOf }: Editing) {
  const { queue } = useEdits();
  const { text: typed, change, take, forget } = useKeptText(`task/${queue.idOf(task.id)}/tag`);
  const input = useRef<HTMLInputElement>(null);
  const isHighlighted = useRef(false);
  const known = useTags().data ?? [];
  const proposed = known.map(({ tag }) => tag).filter((tag) => !task.tags.includes(tag));
  const isFull = task.tags.length >= mostTags;

  function add(text: string) {
    const added = tagsIn(text).filter((tag) => !task.tags.includes(tag));
    if (added.length > 0) update({ tags: [...task.tags, ...added].slice(0, mostTags) });
    take();
    void queue.written().then(() => forget(text));
  }

  function remove(tag: string) {
    update({ tags: task.tags.filter((other) => other !== tag) });
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isForInputMethod(event.nativeEvent)) return;
    if (event.key === 'Enter' && !isHighlighted.current) {
      event.preventDefault();
      add(typed);
    }
    const last = task.tags.at(-1);
    if (event.key === 'Backspace' && typed === '' && last) remove(last);
  }

  return (
    <FieldRow icon="tag" label="Tags" error={errorOf('tags')}>
      <div className={styles['tags']}>
        {task.tags.length > 0 && (
          <ul aria-label="Tags of this task" className={styles['chips']}>
            {task.tags.map((tag) => (
              <li key={tag} className={styles['chip']}>
                <span dir="auto">{tag}</span>
                <button type="button" aria-label={`Remove the tag ${tag}`} onClick={() => remove(tag)}>
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
        )}
        {!isFull && (
          <Autocomplete.Root
            items={proposed}
            value={typed}
            limit={8}
            openOnInputClick
            filter={(tag: string, query: string) => tag.includes(query.replace(/^#/, '').trim().toLowerCase())}
            onItemHighlighted={(item) => {
              isHighlighted.current = item !== undefined;
            }}
            onValueChange={(value, { reason }) => {
              // Like Enter and a choice from the list, a comma ends a tag.
              if (reason === 'item-press' || value.endsWith(',')) add(value);
              else change(value);
            }}
          >
            <Autocomplete.Input
              ref={input}
              aria-label="Add a tag"
              placeholder="Add a tag"
              autoCapitalize="off"
              enterKeyHint="done"
              maxLength={200}
              onKeyDown={onKeyDown}
              onBlur={() => add(typed)}
              className={styles['input']}
            />
            <Autocomplete.Portal>
              <Autocomplete.Positioner className={popup['positioner']} sideOffset={4} align="start">
                <Autocomplete.Popup className={popup['popup']} aria-label="Tags of other tasks">
                  <Autocomplete.List className={popup['list']}>
                    {(tag: string) => (
                      <Autocomplete.Item key={tag} value={tag} className={popup['item']}>
                        <span className={popup['text']} dir="auto">
                          {tag}
                        </span>
                        <span className={popup['note']}>{known.find((other) => other.tag === tag)?.count}</span>
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.List>
                </Autocomplete.Popup>
              </Autocomplete.Positioner>
            </Autocomplete.Portal>
          </Autocomplete.Root>
        )}
      </div>
    </FieldRow>
  );
}
