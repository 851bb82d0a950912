import { type FormEvent, useState } from 'react';
import { errorAt, problemBeside } from '../../api/field-errors.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { SectionProblem } from '../section.tsx';
import styles from '../settings.module.css';
import type { useCreateToken } from './token.queries.ts';

const scopes = [
  { value: 'read', label: 'Only read' },
  { value: 'write', label: 'Read and change' },
] as const;
const lives = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Until revoked' },
] as const;
const dayMs = 24 * 3600 * 1000;

export function NewTokenForm({ create }: { create: ReturnType<typeof useCreateToken> }) {
  const [scope, setScope] = useState<'read' | 'write'>('read');
  const [days, setDays] = useState<(typeof lives)[number]['value']>('90');

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name'));
    const expiresAt = days === '' ? null : new Date(Date.now() + Number(days) * dayMs).toISOString();
    create.mutate({ name, scope, expiresAt });
  }

  return (
    <form onSubmit={submit} className={styles['form']} aria-label="New API token">
      <TextField
        label="Name"
        name="name"
        placeholder="What uses it, such as “Backup script”"
        autoComplete="off"
        required
        maxLength={100}
        error={errorAt(create.error, 'name')}
      />
      <Select label="It may" showLabel value={scope} options={scopes} onChange={setScope} />
      <Select label="Valid for" showLabel value={days} options={lives} onChange={setDays} />
      <SectionProblem error={problemBeside(create.error, ['name'])} />
      <Button type="submit" disabled={create.isPending} className={styles['start']}>
        Make a token
      </Button>
    </form>
  );
}
