/** Whether reminders are shown as notifications of this browser, in its `localStorage`: whose, and whether they come by push. */
export const deviceKey = 'reminders-here';
