export const password = 'correct horse battery';
export const ada = {
  id: '0198c6a2-7c1e-7d43-9a56-3f1b6a0e9d11',
  email: 'ada@example.com',
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
};
export const token = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTk4In0.c2lnbmF0dXJl';
