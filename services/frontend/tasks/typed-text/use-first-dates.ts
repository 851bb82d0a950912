import { useMemo } from 'react';
import { formatDate } from '../../../../shared/language/format/locale.format.ts';
import type { QuickAdd } from '../../../../shared/language/quick-add.ts';
import type { User } from '../../account/account.queries.ts';
import { useTypedLanguage } from './use-typed-language.ts';

/** Three dates show whether a rule was understood rightly. */
const shown = 3;

/** Returns the first dates of the rule, in words. There are none if the dates depend on when the task is completed. */
export function useFirstDates(understood: QuickAdd | undefined, { locale }: User): string[] {
  const language = useTypedLanguage();
  return useMemo(() => {
    const { due, recurrence } = understood ?? {};
    if (!language || !due || !recurrence || recurrence.from === 'completion') return [];
    return language.firstDates({ rule: recurrence, start: due }, shown).map((date) => formatDate(date, 'date', locale));
  }, [understood, language, locale]);
}
