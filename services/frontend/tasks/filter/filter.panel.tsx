import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { priorityNames } from '../edits/conflict/field.format.ts';
import { useTags } from '../sync/task.queries.ts';
import { priorities } from '../task.ts';
import styles from './filter.panel.module.css';
import { countNarrowing, type Filter } from './query/task.filter.ts';
import type { FilterControl } from './use-filter.ts';

/** The filters that narrow the view: tags to have and not to have, priorities, and days. */
export function FilterPanel({ filter, change }: Pick<FilterControl, 'filter' | 'change'>) {
  const narrowing = countNarrowing(filter);
  return (
    <div className={styles['panel']}>
      <TagFilter filter={filter} change={change} />
      <fieldset className={styles['group']}>
        <legend>Priority</legend>
        <div className={styles['choices']}>
          {priorities.map((priority) => (
            <button
              key={priority}
              type="button"
              className={styles['choice']}
              aria-pressed={filter.priorities.includes(priority)}
              data-priority={priority}
              onClick={() => change({ priorities: toggled(filter.priorities, priority) })}
            >
              {priorityNames[priority]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset className={styles['group']}>
        <legend>Due</legend>
        <div className={styles['dates']}>
          <label>
            From
            <input
              type="date"
              value={filter.dueFrom}
              max={filter.dueTo || undefined}
              onChange={(event) => change({ dueFrom: event.target.value })}
            />
          </label>
          <label>
            To
            <input
              type="date"
              value={filter.dueTo}
              min={filter.dueFrom || undefined}
              onChange={(event) => change({ dueTo: event.target.value })}
            />
          </label>
        </div>
      </fieldset>
      {narrowing > 0 && (
        <Button look="quiet" className={styles['clear']} onClick={() => change(noNarrowing)}>
          <Icon name="close" />
          Clear filters
        </Button>
      )}
    </div>
  );
}

export const noNarrowing = { tags: [], notTags: [], priorities: [], dueFrom: '', dueTo: '' } satisfies Partial<Filter>;

function TagFilter({ filter, change }: Pick<FilterControl, 'filter' | 'change'>) {
  const known = useTags().data ?? [];
  // Chosen ones stay to be taken back, also when no open task has them.
  const chosen = [...filter.tags, ...filter.notTags].filter((tag) => !known.some((other) => other.tag === tag));
  const tags = [...known, ...chosen.map((tag) => ({ tag, count: 0 }))];
  if (!tags.length) return null;
  const { tags: wanted, notTags: unwanted } = filter;
  return (
    <fieldset className={styles['group']}>
      <legend>Tags</legend>
      <ul className={styles['tags']}>
        {tags.map(({ tag, count }) => (
          <li key={tag} className={styles['tag']} data-not={unwanted.includes(tag) || undefined}>
            <button
              type="button"
              className={styles['with']}
              aria-pressed={wanted.includes(tag)}
              onClick={() => change({ tags: toggled(wanted, tag), notTags: unwanted.filter((other) => other !== tag) })}
            >
              <span className={styles['name']} dir="auto">
                #{tag}
              </span>
              <span className={styles['count']}>
                {count}
                <span className="visually-hidden"> open</span>
              </span>
            </button>
            <button
              type="button"
              className={styles['without']}
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
    </fieldset>
  );
}

function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
