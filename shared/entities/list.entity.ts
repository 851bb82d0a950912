import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** A list of tasks. Tasks without a list are in the Inbox, which has no row. */
const ListSchema = defineEntity({
  name: 'List',
  tableName: 'list',
  properties: {
    id: p.uuid().primary(),
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade'),
    /** Unique for each owner, without regard to case. */
    name: p.text(),
    /** A fractional index: lists are shown in its order. */
    position: p.text(),
    archivedAt: p.datetime(3).nullable(),
    version: p.integer(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  uniques: [
    /** Tasks refer to both, so that a task is never in a list of somebody else. */
    { name: 'list_owner_id', properties: ['ownerId', 'id'] },
  ],
  indexes: [
    {
      name: 'list_owner_name',
      expression: 'create unique index "list_owner_name" on "list" ("owner_id", lower(name collate natural_order))',
    },
  ],
});

export class List extends ListSchema.class {}
ListSchema.setClass(List);

/** A filter of tasks that a person keeps under a name. */
const ViewSchema = defineEntity({
  name: 'View',
  tableName: 'view',
  properties: {
    id: p.uuid().primary(),
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade'),
    name: p.text(),
    /** A query string that the list of tasks accepts. */
    query: p.text(),
    /** A fractional index: views are shown in its order. */
    position: p.text(),
    version: p.integer(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  indexes: [{ name: 'view_owner_id_index', properties: ['ownerId'] }],
});

export class View extends ViewSchema.class {}
ViewSchema.setClass(View);
