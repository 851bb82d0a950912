/** The functions that read typed text. They are fetched when needed, because they are not part of the page's first load. */
export { parseQuickAdd } from '../../../../shared/language/quick-add.ts';
export { firstDates } from '../../../../shared/schedule/recurrence.ts';
