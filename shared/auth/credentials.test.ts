import assert from 'node:assert/strict';
import { credentialsOf } from './credentials.ts';

describe('the credentials of a request', () => {
  const bearer = { token: 'a.b-c_d', from: 'bearer' };
  const cookie = { token: 'a.b-c_d', from: 'cookie', isSecure: false };
  const secureCookie = { ...cookie, isSecure: true };
  const cases: [headers: Record<string, string>, expected: object | undefined][] = [
    [{ authorization: 'Bearer a.b-c_d' }, bearer],
    [{ authorization: 'bearer a.b-c_d' }, bearer],
    [{ authorization: 'Bearer a.b-c_d', cookie: 'session=other' }, bearer],
    [{ cookie: 'session=a.b-c_d' }, cookie],
    [{ cookie: 'x=1;session=a.b-c_d; y=2' }, cookie],
    [{ cookie: 'session=a.b-c_d; session=second' }, cookie],
    [{ cookie: '__Host-session=a.b-c_d' }, secureCookie],
    [{ cookie: 'session=other; __Host-session=a.b-c_d' }, secureCookie],
    [{ cookie: '__host-session=a.b-c_d' }, undefined],
    [{}, undefined],
    [{ authorization: 'Bearer' }, undefined],
    [{ authorization: 'Bearer a b' }, undefined],
    [{ authorization: 'Basic a.b-c_d' }, undefined],
    [{ authorization: '', cookie: 'session=a.b-c_d' }, undefined],
    [{ authorization: 'Basic x', cookie: 'session=a.b-c_d' }, undefined],
    [{ cookie: 'session=' }, undefined],
    [{ cookie: 'session' }, undefined],
    [{ cookie: 'mysession=a.b-c_d; SESSION=a' }, undefined],
    [{ cookie: ';;=;' }, undefined],
  ];
  for (const [headers, expected] of cases) {
    it(`with ${JSON.stringify(headers)} are ${JSON.stringify(expected) ?? 'none'}`, () => {
      assert.deepEqual(credentialsOf({ headers }), expected);
    });
  }
});
