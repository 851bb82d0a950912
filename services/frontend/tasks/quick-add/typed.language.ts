/** What reads a text while it is typed. It is fetched when it is needed, for the first load of the page does without. */
export { parseQuickAdd } from '../../../../shared/language/quick-add.ts';
export { firstDates } from '../../../../shared/schedule/recurrence.ts';
