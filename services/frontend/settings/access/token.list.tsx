import { useQuery } from '@tanstack/react-query';
import { instantInWords } from '../../../../shared/language/format/due.format.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { Button } from '../../ui/button.tsx';
import { SectionProblem } from '../section.tsx';
import settings from '../settings.module.css';
import styles from './access.module.css';
import { type ApiToken, tokensQuery, useRevokeToken } from './token.queries.ts';

interface Props {
  user: User;
  label: string;
  filter: (token: ApiToken) => boolean;
  /** What a token may do, where not all of the list may do the same. */
  aboutScope?: (scope: ApiToken['scope']) => string;
}

/** Tokens that exist, each of which can be revoked. */
export function TokenList({ user, label, filter, aboutScope }: Props) {
  const stored = useQuery(tokensQuery);
  const revoke = useRevokeToken();
  const reader = readerOf(user);
  const tokens = stored.data?.filter(filter) ?? [];
  const inWords = (at: string) => instantInWords(new Date(at), reader);
  const about = ({ scope, lastUsedAt, expiresAt }: ApiToken) => {
    const isOver = expiresAt !== null && new Date(expiresAt) <= reader.now;
    const parts = [
      aboutScope?.(scope),
      lastUsedAt ? `last used ${inWords(lastUsedAt)}` : 'never used',
      expiresAt ? `${isOver ? 'expired' : 'expires'} ${inWords(expiresAt)}` : 'does not expire',
    ];
    const text = parts.filter(Boolean).join(', ');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  return (
    <>
      <ul className={styles['list']} aria-label={label} hidden={tokens.length === 0}>
        {tokens.map((token) => (
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
    </>
  );
}
