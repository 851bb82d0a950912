import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { readerOf } from '../../account/reader.ts';
import { Button } from '../../ui/button.tsx';
import { problemToast } from '../../ui/overlay/toast.ts';
import { useEdits } from '../edits/edits.context.ts';
import { defaultFilter } from '../filter/query/task.filter.ts';
import { addressOf } from '../filter/view.nav.tsx';
import { newTask } from '../quick-add/new.task.ts';
import { useTaskActions } from '../sync/task.mutations.ts';
import { loadTypedLanguage } from '../typed-text/use-typed-language.ts';
import styles from './empty.view.module.css';
import { addSampleList } from './sample.list.ts';

const samples = ['Call mum tomorrow 6pm', 'Water the plants every 3 days', 'Renew the passport in 2 weeks #errands p2'];

/** What to begin with: tasks that are added as one would type them, or a list that shows what there is. */
export function FirstSteps() {
  const client = useQueryClient();
  const actions = useTaskActions();
  const { user } = useEdits();
  const [, navigate] = useLocation();
  const [isBusy, setBusy] = useState(false);

  async function add(text: string): Promise<void> {
    const language = await loadTypedLanguage();
    actions.add(language ? newTask(language.parseQuickAdd(text, readerOf(user))) : { title: text });
  }

  async function addList(): Promise<void> {
    setBusy(true);
    try {
      const { id } = await addSampleList(client);
      navigate(addressOf({ ...defaultFilter, list: id }));
    } catch (error) {
      problemToast('The list was not added', error as Error);
      setBusy(false);
    }
  }

  return (
    <div className={styles['steps']}>
      <p className={styles['text']}>Or begin with one of these. They are read as if you had typed them:</p>
      {samples.map((text) => (
        <Button key={text} onClick={() => void add(text)}>
          {text}
        </Button>
      ))}
      <Button look="quiet" disabled={isBusy} onClick={() => void addList()}>
        Or add a list that shows what there is
      </Button>
    </div>
  );
}
