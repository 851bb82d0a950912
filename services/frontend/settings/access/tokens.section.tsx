import { useQuery } from '@tanstack/react-query';
import { instantInWords } from '../../../../shared/language/format/due.format.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { Button } from '../../ui/button.tsx';
import { Section, SectionProblem } from '../section.tsx';
import settings from '../settings.module.css';
import styles from './access.module.css';
import { NewTokenForm } from './new-token.form.tsx';
import { type ApiToken, tokensQuery, useCreateToken, useRevokeToken } from './token.queries.ts';
import { TokenSecret } from './token.secret.tsx';

export const scopeNames = { read: 'Reads', write: 'Reads and changes', feed: 'Calendar feed' } as const;

/** Personal tokens with which programs act for the user. */
export function TokensSection({ user }: { user: User }) {
  const stored = useQuery(tokensQuery);
  const create = useCreateToken();
  const revoke = useRevokeToken();
  const reader = readerOf(user);
  const inWords = (at: string) => instantInWords(new Date(at), reader);
  const about = ({ scope, lastUsedAt, expiresAt }: ApiToken) => {
    const isOver = expiresAt !== null && new Date(expiresAt) <= reader.now;
    return [
      scopeNames[scope],
      lastUsedAt ? `last used ${inWords(lastUsedAt)}` : 'never used',
      expiresAt ? `${isOver ? 'expired' : 'expires'} ${inWords(expiresAt)}` : 'does not expire',
    ].join(', ');
  };
  return (
    <Section
      title="API tokens"
      hint="For scripts and for programs that speak MCP. A token cannot change your account, and stays valid until it expires or you revoke it, also after a new password."
    >
      <ul className={styles['list']} aria-label="API tokens" hidden={!stored.data?.length}>
        {stored.data?.map((token) => (
          <li key={token.id} className={styles['item']}>
            <div>
              <p>
                <bdi>{token.name}</bdi>
              </p>
              <p className={settings['hint']}>{about(token)}</p>
            </div>
            <Button
              aria-label={`Revoke ${token.name}`}
              disabled={revoke.isPending}
              onClick={() => revoke.mutate(token.id)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <SectionProblem error={stored.error ?? revoke.error} />
      {create.data ? (
        <TokenSecret token={create.data} onDone={() => create.reset()} />
      ) : (
        <NewTokenForm create={create} />
      )}
    </Section>
  );
}
