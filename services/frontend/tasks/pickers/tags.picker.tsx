import { type FormEvent, useState } from 'react';
import { normalTag } from '../../../../shared/tag.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useTags } from '../sync/task.queries.ts';
import { mostTags, type Task } from '../task.ts';
import styles from './pick.popover.module.css';

interface Props {
  tasks: readonly Task[];
  onChoose: (tagsOf: (task: Task) => string[]) => void;
}

/** More of the known tags would not fit. The others are typed. */
const mostKnown = 8;

const icons = { true: 'check', mixed: 'minus', false: 'tag' } as const;

/** Adds tags to several tasks and removes them, in one step. A tag that only some of them have stays so until it is chosen. */
export function TagsPicker({ tasks, onChoose }: Props) {
  const known = useTags().data ?? [];
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState<ReadonlyMap<string, boolean>>(new Map());
  const ofTasks = [...new Set(tasks.flatMap(({ tags }) => tags))];
  const others = known.map(({ tag }) => tag).filter((tag) => !ofTasks.includes(tag));
  const added = [...wanted.keys()].filter((tag) => !ofTasks.includes(tag) && !others.includes(tag));
  const shown = [...added, ...ofTasks, ...others].slice(0, Math.max(mostKnown, added.length + ofTasks.length));

  const stateOf = (tag: string): boolean | 'mixed' => {
    const choice = wanted.get(tag);
    if (choice !== undefined) return choice;
    const count = tasks.filter(({ tags }) => tags.includes(tag)).length;
    return count === tasks.length || (count > 0 && 'mixed');
  };
  const want = (tag: string, isWanted: boolean) => setWanted((before) => new Map(before).set(tag, isWanted));
  const typed = normalTag(text.replace(/^#/, ''));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!typed) return;
    want(typed, true);
    setText('');
  }

  function apply() {
    const all = typed ? new Map(wanted).set(typed, true) : wanted;
    onChoose(({ tags }) => {
      const kept = tags.filter((tag) => all.get(tag) !== false);
      const more = [...all].flatMap(([tag, isWanted]) => (isWanted && !kept.includes(tag) ? [tag] : []));
      return [...kept, ...more].slice(0, mostTags);
    });
  }

  return (
    <>
      {shown.map((tag) => (
        <button
          key={tag}
          type="button"
          className={styles['choice']}
          aria-pressed={stateOf(tag)}
          onClick={() => want(tag, stateOf(tag) !== true)}
        >
          <Icon name={icons[`${stateOf(tag)}`]} />
          <span className={styles['tag']} dir="auto">
            #{tag}
          </span>
        </button>
      ))}
      <form onSubmit={submit} className={styles['form']}>
        <input
          className={styles['input']}
          aria-label="Another tag"
          placeholder="Another tag"
          value={text}
          maxLength={50}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
        />
      </form>
      <Button look="primary" className={styles['apply']} disabled={wanted.size === 0 && !typed} onClick={apply}>
        Apply to {tasks.length === 1 ? 'the task' : `${tasks.length} tasks`}
      </Button>
    </>
  );
}
