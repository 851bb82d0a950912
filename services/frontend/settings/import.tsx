import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../api/api.client.ts';
import { readAgain } from '../api/query.client.ts';
import { taskKeys } from '../tasks/sync/task.keys.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields/text-field.tsx';
import {
  type ChosenFile,
  type ImportResult,
  importWords,
  type Omission,
  omissionWords,
  previewWords,
  readFile,
} from './import.file.ts';
import { SectionProblem } from './section.tsx';
import styles from './settings.module.css';

const mostShown = 100;

function send({ content, list }: ChosenFile, preview: boolean): Promise<ImportResult> {
  const query = new URLSearchParams({ ...(preview && { preview: 'true' }), ...(list && { list }) });
  return call<ImportResult>('POST', `import?${query}`, {
    ...content,
    headers: { 'idempotency-key': crypto.randomUUID() },
  });
}

/** Imports a file after it has shown what will come of it, and what cannot. */
export function Import() {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, choose] = useState<ChosenFile>();
  const preview = useMutation({
    retry: false,
    mutationFn: async (file: File) => {
      const read = await readFile(file);
      const result = await send(read, true);
      choose(read);
      return result;
    },
  });
  const load = useMutation({
    retry: false,
    mutationFn: (file: ChosenFile) => send(file, false),
    onSuccess() {
      choose(undefined);
      const { all, tags, taskLists, counts, views } = taskKeys;
      void readAgain(client, all, tags, taskLists, counts, views);
    },
  });

  function start(file: File) {
    choose(undefined);
    load.reset();
    preview.mutate(file);
  }

  return (
    <>
      <Button
        className={styles['start']}
        disabled={preview.isPending || load.isPending}
        onClick={() => input.current?.click()}
      >
        {preview.isPending ? 'Reading…' : 'Import a file'}
      </Button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json,text/calendar,.ics,text/csv,.csv"
        aria-label="File to import"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) start(file);
          event.currentTarget.value = '';
        }}
      />
      {chosen && preview.data && (
        <section className={styles['preview']} aria-label="What will be imported">
          <p role="status">
            <bdi>{chosen.name}</bdi>: {previewWords(preview.data)}
          </p>
          <ul hidden={!preview.data.titles?.length}>
            {preview.data.titles?.map((title, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change
              <li key={index} dir="auto">
                {title}
              </li>
            ))}
            {preview.data.imported > (preview.data.titles?.length ?? 0) && <li>…</li>}
          </ul>
          <LeftOut omissions={preview.data.omissions} />
          {chosen.list !== undefined && (
            <TextField
              label="Into the list"
              name="list"
              placeholder="Inbox"
              autoComplete="off"
              maxLength={100}
              value={chosen.list}
              onChange={(event) => choose({ ...chosen, list: event.currentTarget.value })}
            />
          )}
          <div className={styles['row']}>
            <Button look="primary" disabled={load.isPending} onClick={() => load.mutate(chosen)}>
              {load.isPending ? 'Importing…' : 'Import'}
            </Button>
            <Button look="quiet" disabled={load.isPending} onClick={() => choose(undefined)}>
              Cancel
            </Button>
          </div>
        </section>
      )}
      <p role="status" className={styles['done']} hidden={!load.data}>
        {load.data && importWords(load.data)}
      </p>
      <LeftOut omissions={load.data?.omissions} />
      <SectionProblem error={preview.error ?? load.error} />
    </>
  );
}

function LeftOut({ omissions = [] }: { omissions?: readonly Omission[] | undefined }) {
  if (omissions.length === 0) return null;
  return (
    <details>
      <summary>Left out: {omissions.length}</summary>
      <ul>
        {omissions.slice(0, mostShown).map((omission, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change
          <li key={index} dir="auto">
            {omissionWords(omission)}
          </li>
        ))}
        {omissions.length > mostShown && <li>… and {omissions.length - mostShown} more.</li>}
      </ul>
    </details>
  );
}
