import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { useBegun } from '../fields/use-begun.ts';
import popup from './popup.module.css';

export interface MenuItem {
  label: string;
  /** A detail beside the label, such as a time. */
  note?: string | undefined;
  disabled?: boolean;
  onChoose: () => void;
}

interface Props {
  /** The button that opens the menu. */
  trigger: ReactElement<Record<string, unknown>>;
  items: readonly MenuItem[];
  /** The menu is open from the beginning, for a menu that is fetched by the first click on its button. */
  isOpenAtFirst?: boolean;
  /** Called when the menu opens; the function that it returns is called when the menu closes. */
  begin?: () => () => void;
}

/** A menu of actions behind one button. */
export function Menu({ trigger, items, isOpenAtFirst = false, begin }: Props) {
  const onOpenChange = useBegun(begin);
  return (
    <Base.Root modal={false} defaultOpen={isOpenAtFirst} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup['positioner']} sideOffset={4} align="start">
          <Base.Popup className={popup['popup']}>
            <div className={popup['list']}>
              {items.map(({ label, note, disabled, onChoose }) => (
                <Base.Item key={label} disabled={disabled ?? false} onClick={onChoose} className={popup['item']}>
                  <span className={popup['text']}>{label}</span>
                  {note && <span className={popup['note']}>{note}</span>}
                </Base.Item>
              ))}
            </div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
