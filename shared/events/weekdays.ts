/** The weekdays of a recurrence. They stand apart from its schema, so that the page needs no validation library. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
