import buttons from '../ui/button.module.css';
import { Icon } from '../ui/icon.tsx';
import { Import } from './import.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

export function DataSection() {
  return (
    <Section
      title="Your data"
      hint="Take your data with you. The JSON has everything; its tasks, lists and views can be imported again, here or into another account. Tasks of other programs are imported as iCalendar (.ics), and projects of Todoist as CSV."
    >
      <div className={styles['row']}>
        {(['json', 'ics'] as const).map((format) => (
          <a key={format} href={`/api/export?format=${format}`} download className={buttons['button']}>
            <Icon name="download" />
            {format === 'json' ? 'Export JSON' : 'Export iCalendar'}
          </a>
        ))}
      </div>
      <Import />
    </Section>
  );
}
