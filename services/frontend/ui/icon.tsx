import styles from './icon.module.css';

/** The icons are drawn on a grid of 24 with lines of 2. */
const paths = {
  activity: 'M3 12h4l3-8 4 16 3-8h4',
  add: 'M12 5v14M5 12h14',
  back: 'M14 6l-6 6 6 6',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4',
  chat: 'M4 5h16v11H9l-5 4z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6L6 18',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4l3 2',
  down: 'M7 10l5 5 5-5',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  filter: 'M4 6h16M7 12h10M10 18h4',
  flag: 'M6 21V4h11l-2 4 2 4H6',
  forward: 'M10 6l6 6-6 6',
  history: 'M4 12a8 8 0 1 0 3-6.2M4 4v4h4M12 8v4l3 2',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8',
  list: 'M9 7h11M9 12h11M9 17h11M4.5 7h.01M4.5 12h.01M4.5 17h.01',
  menu: 'M4 7h16M4 12h16M4 17h16',
  minus: 'M6 12h12',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  offline: 'M4 4l16 16M8.5 16.5a5 5 0 0 1 7 0M5 13a10 10 0 0 1 4-2.4M19 13a10 10 0 0 0-5-2.7M12 20h.01',
  outside: 'M10 5H5v14h14v-5M13 4h7v7M20 4l-9 9',
  repeat: 'M4 11V9a3 3 0 0 1 3-3h12l-3-3M20 13v2a3 3 0 0 1-3 3H5l3 3',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20',
  selectAll: 'M4 4h12v12H4zM8 20h12V8M7 10l2.5 2.5L13 8',
  send: 'M4 12l16-8-5 16-3-6z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4v6M9 14v6',
  sort: 'M8 5v14l-3-3M16 19V5l3 3',
  sleep: 'M5 7h6l-6 8h6M14 4h5l-5 6h5',
  stop: 'M7 7h10v10H7z',
  subtasks: 'M5 4v10a3 3 0 0 0 3 3h3M5 9h6M14 7h6v4h-6zM14 15h6v4h-6z',
  tag: 'M4 4h7l9 9-7 7-9-9zM8 8h.01',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  upcoming: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4M9 15h5M12 12.5l2.5 2.5-2.5 2.5',
  without: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM6.5 6.5l11 11',
} as const;

export type IconName = keyof typeof paths;

/** An icon is decoration. Its meaning is written beside it, or in the button's `aria-label`. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={styles['icon']} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
