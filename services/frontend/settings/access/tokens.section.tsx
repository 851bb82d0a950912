import type { User } from '../../account/account.queries.ts';
import { Section } from '../section.tsx';
import { NewTokenForm } from './new-token.form.tsx';
import { TokenList } from './token.list.tsx';
import { useCreateToken } from './token.queries.ts';
import { TokenSecret } from './token.secret.tsx';

/** Personal tokens with which programs act for the user. */
export function TokensSection({ user }: { user: User }) {
  const create = useCreateToken();
  return (
    <Section
      title="API tokens"
      hint="For scripts and for programs that speak MCP. A token cannot change your account, and stays valid until it expires or you revoke it, also after a new password."
    >
      <TokenList
        user={user}
        label="API tokens"
        filter={({ scope }) => scope !== 'feed'}
        aboutScope={(scope) => (scope === 'read' ? 'reads' : 'reads and changes')}
      />
      {create.data ? (
        <TokenSecret token={create.data} onDone={() => create.reset()} />
      ) : (
        <NewTokenForm create={create} />
      )}
    </Section>
  );
}
