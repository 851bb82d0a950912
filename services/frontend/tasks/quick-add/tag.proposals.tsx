import popup from '../../ui/overlay/popup.module.css';
import styles from './quick-add.module.css';
import type { useTagCompletion } from './use-tag-completion.ts';

/** Suggests completions of the tag or list at the caret. The focus stays in the field. */
export function TagProposals({
  tags,
  sign,
  list,
  highlighted,
  optionId,
  complete,
}: ReturnType<typeof useTagCompletion>) {
  if (tags.length === 0) return null;
  return (
    <div
      id={list}
      role="listbox"
      aria-label={sign === '+' ? 'Lists' : 'Tags'}
      className={`${popup['popup']} ${popup['list']} ${styles['proposals']}`}
    >
      {tags.map((tag, place) => (
        // The field handles the keys.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div
          key={tag}
          id={optionId(place)}
          role="option"
          aria-selected={place === highlighted}
          data-highlighted={place === highlighted || undefined}
          className={popup['item']}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => complete(tag)}
        >
          <span className={popup['text']} dir="auto">
            {sign}
            {tag}
          </span>
        </div>
      ))}
    </div>
  );
}
