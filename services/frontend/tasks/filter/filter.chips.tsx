import { Icon } from '../../ui/icon.tsx';
import { priorityNames } from '../edits/conflict/field.format.ts';
import styles from './filter.chips.module.css';
import type { Filter } from './query/task.filter.ts';
import type { FilterControl } from './use-filter.ts';

/**
 * Shows a chip for each filter that narrows the view, so that nobody misses a task without knowing why. Pressing a chip removes
 * its filter.
 */
export function FilterChips({ filter, change }: Pick<FilterControl, 'filter' | 'change'>) {
  const chips = [...chipsOf(filter)];
  if (!chips.length) return null;
  return (
    <ul className={styles['chips']} aria-label="Filters">
      {chips.map(({ label, without }) => (
        <li key={label}>
          <button
            type="button"
            className={styles['chip']}
            aria-label={`Remove filter ${label}`}
            onClick={() => change(without)}
          >
            <span dir="auto">{label}</span>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface Chip {
  label: string;
  without: Partial<Filter>;
}

function* chipsOf({ tags, notTags, priorities, dueFrom, dueTo }: Filter): Generator<Chip> {
  for (const tag of tags) yield { label: `#${tag}`, without: { tags: tags.filter((other) => other !== tag) } };
  for (const tag of notTags) {
    yield { label: `not #${tag}`, without: { notTags: notTags.filter((other) => other !== tag) } };
  }
  for (const priority of priorities) {
    yield {
      label: priorityNames[priority],
      without: { priorities: priorities.filter((other) => other !== priority) },
    };
  }
  if (dueFrom) yield { label: `from ${dueFrom}`, without: { dueFrom: '' } };
  if (dueTo) yield { label: `to ${dueTo}`, without: { dueTo: '' } };
}
