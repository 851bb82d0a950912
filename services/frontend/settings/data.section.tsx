import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call } from '../api/api.client.ts';
import { taskKeys } from '../tasks/sync/task.queries.ts';
import buttons from '../ui/button.module.css';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { type ImportResult, importWords, isCalendar, omissionWords, readExport } from './import.file.ts';
import { Section, SectionProblem } from './section.tsx';
import styles from './settings.module.css';

const mostShown = 100;

export function DataSection() {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const load = useMutation({
    retry: false,
    mutationFn: async (file: File) => {
      const text = await file.text();
      const content = isCalendar(text) ? { text, mediaType: 'text/calendar' } : { body: readExport(text) };
      return call<ImportResult>('POST', 'import', {
        ...content,
        headers: { 'idempotency-key': crypto.randomUUID() },
      });
    },
    onSuccess: () => [taskKeys.all, taskKeys.tags].map((queryKey) => client.invalidateQueries({ queryKey })),
  });
  const omissions = load.data?.omissions ?? [];

  return (
    <Section
      title="Your data"
      hint="Take your data with you. The JSON has everything; its tasks can be imported again, here or into another account. Tasks from other programs are imported as iCalendar (.ics)."
    >
      <div className={styles['row']}>
        {(['json', 'ics'] as const).map((format) => (
          <a key={format} href={`/api/export?format=${format}`} download className={buttons['button']}>
            <Icon name="download" />
            {format === 'json' ? 'Export JSON' : 'Export iCalendar'}
          </a>
        ))}
        <Button onClick={() => input.current?.click()} disabled={load.isPending}>
          {load.isPending ? 'Importing…' : 'Import a file'}
        </Button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json,text/calendar,.ics"
          aria-label="File to import"
          hidden
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) load.mutate(file);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <p role="status" className={styles['done']} hidden={!load.data}>
        {load.data && importWords(load.data)}
      </p>
      {omissions.length > 0 && (
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
      )}
      <SectionProblem error={load.error} />
    </Section>
  );
}
