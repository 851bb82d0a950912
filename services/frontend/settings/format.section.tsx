import { formatDate, isMonthFirst } from '../../../shared/language/format/locale.format.ts';
import { type User, useChangeAccount } from '../account/account.queries.ts';
import { localeName, localesToChoose, sampleOf } from '../account/locales.ts';
import { firstWeekday } from '../dates/week.ts';
import { dateIn } from '../tasks/sync/task.instant.ts';
import { Select } from '../ui/fields/select.tsx';
import { Section, SectionProblem } from './section.tsx';
import styles from './settings.module.css';

/** Some week, from Monday to Sunday. */
const someWeek = Array.from({ length: 7 }, (_, day) => `2026-11-${23 + day}`);

export function FormatSection({ user }: { user: User }) {
  const change = useChangeAccount();
  // The chosen value is shown at once; if the server refuses it, the stored one returns.
  const locale = (change.isPending && change.variables.locale) || user.locale;
  const today = dateIn(new Date(), user.timeZone);
  const firstDay = someWeek[firstWeekday(locale) - 1]!;
  return (
    <Section
      title="Language and formats"
      hint="How dates and times are written and read, here, in the chat and in messages. The words stay English."
    >
      <Select
        label="Dates and times"
        showLabel
        value={locale}
        options={localesToChoose(navigator.languages, locale).map((tag) => ({
          value: tag,
          label: localeName(tag),
          note: sampleOf(tag, today),
        }))}
        onChange={(locale) => change.mutate({ locale })}
        disabled={change.isPending}
      />
      <p className={styles['hint']}>
        {sampleOf(locale, today)}. The week begins on {formatDate(firstDay, 'longWeekday', locale)}, and 3/4 means{' '}
        {formatDate(isMonthFirst(locale) ? '2026-03-04' : '2026-04-03', 'longDay', locale)}.
      </p>
      <SectionProblem error={change.error} />
    </Section>
  );
}
