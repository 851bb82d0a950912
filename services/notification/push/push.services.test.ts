import assert from 'node:assert/strict';
import { isAllowed, pushServices } from './push.services.ts';

describe('the push services that are allowed', () => {
  const known = pushServices.parse(undefined);

  it('are those of the browsers, by https on its own port', () => {
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/abc:def',
      'https://updates.push.services.mozilla.com/wpush/v2/abc',
      'https://wns2-par02p.notify.windows.com/w/?token=abc',
      'https://web.push.apple.com/QAbc',
    ]) {
      assert.ok(isAllowed(endpoint, known), endpoint);
    }
    for (const endpoint of [
      'http://fcm.googleapis.com/fcm/send/abc',
      'https://fcm.googleapis.com:8443/fcm/send/abc',
      'https://user@fcm.googleapis.com/fcm/send/abc',
      'https://fcm.googleapis.com.example.com/',
      'https://example.com/fcm.googleapis.com',
      'https://push.apple.com/',
      'https://evilpush.apple.com/',
      'https://127.0.0.1/',
      'https://169.254.169.254/latest/meta-data',
      'https://localhost/',
      'not an address',
    ]) {
      assert.ok(!isAllowed(endpoint, known), endpoint);
    }
  });

  it('are set as hosts', () => {
    assert.deepEqual(pushServices.parse('push.example.com, *.example.net'), ['push.example.com', '*.example.net']);
    for (const bad of ['*', 'https://example.com', 'http://10.0.0.1:80', 'localhost', '*.']) {
      assert.ok(!pushServices.safeParse(bad).success, bad);
    }
  });
});
