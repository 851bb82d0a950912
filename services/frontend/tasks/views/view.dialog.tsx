import { NameDialog } from '../../ui/overlay/name.dialog.tsx';
import { type KeptView, useViewActions } from './view.queries.ts';

/** The query that is to be kept, or the view that gets another name. */
export type Naming = { query: string } | { view: KeptView };

/** Asks for the name of a kept view. */
export function ViewDialog({ naming, onClose }: { naming: Naming; onClose: () => void }) {
  const { change, keep } = useViewActions();
  return 'view' in naming ? (
    <NameDialog
      title="Rename the view"
      name={naming.view.name}
      submitLabel="Rename"
      save={(name) => change(naming.view, { name })}
      onClose={onClose}
    />
  ) : (
    <NameDialog
      title="Keep this view"
      submitLabel="Keep it"
      save={(name) => keep({ name, query: naming.query })}
      onClose={onClose}
    />
  );
}
