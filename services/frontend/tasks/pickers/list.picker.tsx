import { Icon } from '../../ui/icon.tsx';
import { inboxName } from '../lists/list.names.ts';
import { useOpenLists } from '../lists/list.queries.ts';
import styles from './pick.popover.module.css';

interface Props {
  /** The present list, null for the Inbox; undefined for several tasks. */
  listId: string | null | undefined;
  onChoose: (listId: string | null) => void;
}

/** Chooses the list to which tasks go. */
export function ListPicker({ listId, onChoose }: Props) {
  const lists = useOpenLists();
  const choices = [{ id: null, name: inboxName }, ...lists];
  return choices.map(({ id, name }) => (
    <button
      key={id}
      type="button"
      className={styles['choice']}
      aria-pressed={id === listId}
      onClick={() => onChoose(id)}
    >
      <Icon name={id ? 'list' : 'inbox'} />
      <span className={styles['tag']} dir="auto">
        {name}
      </span>
    </button>
  ));
}
