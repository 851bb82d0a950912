import type { Reader } from '../../../shared/language/reader.ts';
import { TimeField } from '../dates/time.field.tsx';
import { SectionProblem } from './section.tsx';
import styles from './settings.module.css';

interface Hours {
  from: string;
  to: string;
}

interface Props {
  hours: Hours;
  reader: Reader;
  onChange: (hours: Hours) => void;
  error: string | undefined;
}

/** Asks for the two times of day between which no e-mail is sent. */
export function QuietHours({ hours, reader, onChange, error }: Props) {
  return (
    <>
      <div className={styles['times']}>
        {(['from', 'to'] as const).map((end) => (
          <div key={end} className={styles['time']}>
            <span aria-hidden="true">{end === 'from' ? 'Quiet from' : 'until'}</span>
            <TimeField
              label={end === 'from' ? 'Quiet from' : 'Quiet until'}
              value={hours[end]}
              reader={reader}
              save={(time) => onChange({ ...hours, [end]: time })}
            />
          </div>
        ))}
      </div>
      <SectionProblem error={error} />
    </>
  );
}
