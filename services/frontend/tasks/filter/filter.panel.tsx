import { useRef } from 'react';
import { readerOf } from '../../account/reader.ts';
import { DateField } from '../../dates/date.field.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useRovingFocus } from '../../ui/roving-focus.ts';
import { priorityNames } from '../edits/conflict/field.format.ts';
import { useEdits } from '../edits/edits.context.ts';
import { priorities } from '../task.ts';
import styles from './filter.panel.module.css';
import { countNarrowing, type Filter, toggled } from './query/task.filter.ts';
import { TagFilter } from './tag.filter.tsx';
import type { FilterControl } from './use-filter.ts';

/** The filters that narrow the view: included and excluded tags, priorities, and days. */
export function FilterPanel({ filter, change }: Pick<FilterControl, 'filter' | 'change'>) {
  const { user } = useEdits();
  const narrowing = countNarrowing(filter);
  const choices = useRef<HTMLDivElement>(null);
  useRovingFocus(choices);
  return (
    <div className={styles['panel']}>
      <TagFilter filter={filter} change={change} />
      <fieldset className={styles['group']}>
        <legend>Priority</legend>
        <div ref={choices} className={styles['choices']}>
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
          {(['dueFrom', 'dueTo'] as const).map((end) => (
            <div key={end}>
              <span aria-hidden="true">{names[end]}</span>
              <DateField
                label={names[end]}
                value={filter[end]}
                reader={readerOf(user)}
                save={(date) => change({ [end]: date })}
                isOptional
              />
            </div>
          ))}
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

const names = { dueFrom: 'From', dueTo: 'To' };

export const noNarrowing = {
  tags: [],
  notTags: [],
  priorities: [],
  dueFrom: '',
  dueTo: '',
  parent: undefined,
} satisfies Partial<Filter>;
