import { Icon } from '../../ui/icon.tsx';
import { priorityNames } from '../edits/conflict/field.format.ts';
import { isKeepable, KeepButton } from '../views/keep.button.tsx';
import styles from './filter.chips.module.css';
import { type Filter, noParent } from './query/task.filter.ts';
import type { FilterControl } from './use-filter.ts';

/**
 * Shows a chip for each filter that narrows the view, so that nobody misses a task without knowing why. Pressing a chip removes
 * its filter.
 */
export function FilterChips({
  filter,
  change,
  eventsEnabled,
}: Pick<FilterControl, 'filter' | 'change'> & { eventsEnabled: boolean }) {
  const chips = [...chipsOf(filter)];
  const keepable = eventsEnabled && isKeepable(filter);
  if (!chips.length && !keepable) return null;
  return (
    <div className={styles['line']}>
      {chips.length > 0 && (
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
      )}
      {keepable && <KeepButton filter={filter} />}
    </div>
  );
}

interface Chip {
  label: string;
  without: Partial<Filter>;
}

function* chipsOf({ tags, notTags, priorities, dueFrom, dueTo, parent }: Filter): Generator<Chip> {
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
  if (parent)
    yield { label: parent === noParent ? 'no subtasks' : 'subtasks of one task', without: { parent: undefined } };
}
