import { Select as Base } from '@base-ui/react/select';
import { Icon } from '../icon.tsx';
import popup from '../overlay/popup.module.css';
import styles from './select.module.css';
import { useBegun } from './use-begun.ts';

export interface Option<Value extends string> {
  value: Value;
  label: string;
  /** A detail that is shown only in the list. */
  note?: string;
}

interface Props<Value extends string> {
  /** The accessible name, which is also shown if `showLabel` is set. */
  label: string;
  showLabel?: boolean;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  /** Called when the list opens; the function that it returns is called when the list closes. */
  begin?: () => () => void;
  className?: string | undefined;
}

/** Lets the person choose one of a few options. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, showLabel = false, value, options, onChange, disabled = false, begin, className } = props;
  const onOpenChange = useBegun(begin);
  return (
    <Base.Root
      items={[...options]}
      value={value}
      onValueChange={(chosen) => chosen !== null && onChange(chosen as Value)}
      onOpenChange={onOpenChange}
      disabled={disabled}
      modal={false}
    >
      <div className={[styles['field'], className].filter(Boolean).join(' ')}>
        <Base.Label className={showLabel ? styles['label'] : 'visually-hidden'}>{label}</Base.Label>
        <Base.Trigger className={styles['trigger']}>
          <Base.Value className={styles['value']} />
          <Icon name="down" />
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner className={popup['positioner']} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={popup['popup']}>
            <Base.List className={popup['list']}>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={popup['item']}>
                  <Base.ItemText className={popup['text']}>{option.label}</Base.ItemText>
                  {option.note && <span className={popup['note']}>{option.note}</span>}
                  <Base.ItemIndicator>
                    <Icon name="check" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
