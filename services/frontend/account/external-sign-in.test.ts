import assert from 'node:assert/strict';
import { externalSignInAddress, externalSignInProblem } from './external-sign-in.ts';

describe('a sign-in with the external issuer', () => {
  const from = (address: string) => {
    const { pathname, searchParams } = new URL(externalSignInAddress(new URL(address) as unknown as Location), address);
    assert.equal(pathname, '/api/auth/oidc/login');
    assert.equal(searchParams.get('timeZone'), Intl.DateTimeFormat().resolvedOptions().timeZone);
    return searchParams.get('to');
  };

  it('comes back to where it began', () => {
    assert.equal(from('https://todo.example/settings'), '/settings');
    assert.equal(from('https://todo.example/?q=a%20b&tag=x#top'), '/?q=a%20b&tag=x#top');
    assert.equal(from(`https://todo.example/?q=${'x'.repeat(2000)}`), null);
  });

  it('forgets why the one before came to nothing', () => {
    assert.equal(from('https://todo.example/?signIn=denied'), '/');
    assert.equal(from('https://todo.example/?tag=x&signIn=denied'), '/?tag=x');
  });

  it('says why it came to nothing, whatever stands there', () => {
    assert.equal(externalSignInProblem('', 'Example'), undefined);
    assert.equal(externalSignInProblem('?tag=x', 'Example'), undefined);
    const messages = ['denied', 'outdated', 'failed', 'unavailable', 'too_many'].map((reason) =>
      externalSignInProblem(`?signIn=${reason}`, 'Example'),
    );
    assert.equal(new Set(messages).size, 5);
    assert.equal(
      externalSignInProblem('?signIn=%3Cb%3E', 'Example'),
      externalSignInProblem('?signIn=failed', 'Example'),
    );
  });
});
