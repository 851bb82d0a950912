import type { Reader } from '../../../../../../shared/language/reader.ts';
import type { Moment } from '../../../../../../shared/language/wall-clock.ts';
import { ruleText } from '../../../../dates/date.texts.ts';
import { TextFormField } from '../../../../dates/text-form.field.tsx';
import { useTextForm } from '../../../../dates/use-text-form.ts';
import type { Recurrence } from '../../../task.ts';

interface Props {
  rule: Recurrence | null;
  reader: Reader;
  /** Called with the rule that was read and the first due that it means. */
  save: (said: { recurrence: Recurrence; due: Moment } | null, refused: () => void) => void;
  begin: () => () => void;
}

/** A field for a rule in words, in the language of quick add. */
export function RuleText({ rule, reader, save, begin }: Props) {
  const state = useTextForm({
    value: rule ? JSON.stringify({ recurrence: rule }) : '',
    form: ruleText(reader),
    save: (json, refused) => save(json === '' ? null : JSON.parse(json), refused),
    isOptional: true,
    begin,
  });
  return <TextFormField label="Repeat, in words" state={state} placeholder="every 3rd thursday until 30 june" isWide />;
}
