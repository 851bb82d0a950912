/** The weekdays of a recurrence. They are apart from its schema so that the page does not need the validation library. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
