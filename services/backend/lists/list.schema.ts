import { z } from 'zod';
import { list } from '../../../shared/events/list.schema.ts';
import { line } from '../../../shared/text.ts';

/** Names that differ only in blanks or in the form of their characters would look the same. */
export const name = line(100).overwrite((typed) => typed.normalize('NFC').replace(/\s+/g, ' '));

export const after = z
  .uuid('Must be a UUID.')
  .toLowerCase()
  .nullable()
  .optional()
  .meta({ description: 'The one behind which it stands; null for the first place.' });

export const newList = z
  .strictObject({
    name,
    after: after.describe('The list behind which it stands; null for the first place. Default: the last place.'),
  })
  .meta({ id: 'NewList' });
export const listChanges = z
  .strictObject({
    name: name.optional(),
    after,
    archived: z.boolean().optional().meta({
      description: 'The tasks of an archived list are only shown where the list is asked for.',
    }),
  })
  .meta({ id: 'ListChanges' });
export const listDeletion = z.strictObject({
  tasks: z
    .enum(['inbox', 'delete'])
    .default('inbox')
    .meta({ description: 'What happens to the tasks of the list: they go to the Inbox, or are deleted.' }),
});

export const listResponse = list.meta({ id: 'List' });
export const lists = z.strictObject({ items: z.array(listResponse) }).meta({ id: 'Lists' });

export type NewList = z.output<typeof newList>;
export type ListChanges = z.output<typeof listChanges>;
export type ListDeletion = z.output<typeof listDeletion>;
