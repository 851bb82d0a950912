import type { List } from '../../../shared/entities/index.ts';
import type { ListChange } from '../../../shared/events/events.ts';
import type { ListSnapshot } from '../../../shared/events/list.schema.ts';
import type { NewEvent } from '../outbox/outbox.ts';

export function presentList({ id, name, position, archivedAt, version, createdAt, updatedAt }: List): ListSnapshot {
  return {
    id,
    name,
    position,
    archived: archivedAt != null,
    archivedAt: archivedAt?.toISOString() ?? null,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** Makes the event that updates the owner's open pages. */
export function listChanged(ownerId: string, change: ListChange, list: ListSnapshot): NewEvent {
  return {
    topic: 'task-updates',
    partitionKey: ownerId,
    ownerId,
    content: { type: 'list.changed.v1', subject: list.id, data: { ownerId, change, list } },
  };
}
