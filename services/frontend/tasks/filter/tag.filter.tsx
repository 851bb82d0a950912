import { useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import iconButton from '../../ui/icon-button.module.css';
import { useRovingFocus } from '../../ui/roving-focus.ts';
import { useTags } from '../sync/task.queries.ts';
import styles from './filter.panel.module.css';
import { toggled } from './query/task.filter.ts';
import type { FilterControl } from './use-filter.ts';

/** More tags would leave no room for the other filters. */
const shownFirst = 5;

/** Lists the tags of open tasks, the most used first. Each can be included or excluded. The arrow keys move between the tags. */
export function TagFilter({ filter, change }: Pick<FilterControl, 'filter' | 'change'>) {
  const known = useTags().data ?? [];
  const [showsAll, setShowsAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useRovingFocus(list);
  const { tags: wanted, notTags: unwanted } = filter;
  const isChosen = (tag: string) => wanted.includes(tag) || unwanted.includes(tag);
  // Chosen tags are listed so that they can be removed, even when no open task has them.
  const gone = [...wanted, ...unwanted].filter((tag) => !known.some((other) => other.tag === tag));
  const tags = [...known, ...gone.map((tag) => ({ tag, count: 0 }))];
  if (!tags.length) return null;
  const shown = showsAll ? tags : tags.filter(({ tag }, place) => place < shownFirst || isChosen(tag));
  return (
    <fieldset className={styles['group']}>
      <legend>Tags</legend>
      <ul ref={list} className={styles['tags']}>
        {shown.map(({ tag, count }) => (
          <li key={tag} className={styles['tag']} data-not={unwanted.includes(tag) || undefined}>
            <button
              type="button"
              className={styles['with']}
              aria-pressed={wanted.includes(tag)}
              onClick={() => change({ tags: toggled(wanted, tag), notTags: unwanted.filter((other) => other !== tag) })}
            >
              <span className={styles['name']}>
                #<bdi>{tag}</bdi>
              </span>
              <span className={styles['count']}>
                {count}
                <span className="visually-hidden"> open</span>
              </span>
            </button>
            <button
              type="button"
              className={`${iconButton['iconButton']} ${styles['without']}`}
              aria-pressed={unwanted.includes(tag)}
              aria-label={`Without #${tag}`}
              title={`Without #${tag}`}
              onClick={() => change({ notTags: toggled(unwanted, tag), tags: wanted.filter((other) => other !== tag) })}
            >
              <Icon name="without" />
            </button>
          </li>
        ))}
      </ul>
      {(showsAll || shown.length < tags.length) && (
        <Button look="quiet" className={styles['all']} aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `Show all ${tags.length}`}
        </Button>
      )}
    </fieldset>
  );
}
