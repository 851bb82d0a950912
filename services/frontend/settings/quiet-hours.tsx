import { TextField } from '../ui/fields/text-field.tsx';
import { useDraft } from '../ui/fields/use-draft.ts';
import styles from './settings.module.css';

interface Hours {
  from: string;
  to: string;
}

interface Props {
  hours: Hours;
  onChange: (hours: Hours) => void;
  error: string | undefined;
}

/** Two times of day. */
export function QuietHours({ hours, onChange, error }: Props) {
  return (
    <div className={styles['times']}>
      <QuietTime label="Quiet from" end="from" hours={hours} onChange={onChange} />
      <QuietTime label="until" end="to" hours={hours} onChange={onChange} error={error} />
    </div>
  );
}

interface TimeProps extends Omit<Props, 'error'> {
  label: string;
  end: keyof Hours;
  error?: string | undefined;
}

function QuietTime({ label, end, hours, onChange, error }: TimeProps) {
  const other = hours[end === 'from' ? 'to' : 'from'];
  const draft = useDraft({
    stored: hours[end],
    save: (time) => onChange({ ...hours, [end]: time }),
    isFit: (time) => time !== '' && time !== other,
  });
  return (
    <TextField
      label={label}
      name={`quietHours.${end}`}
      type="time"
      required
      value={draft.value}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.leave}
      error={draft.value === other ? 'Must not end when it begins.' : error}
    />
  );
}
