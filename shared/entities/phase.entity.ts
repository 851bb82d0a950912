import { defineEntity, p } from '@mikro-orm/core';

/** The one row that remembers whether Phase 5 is on, so that switching it on knows what happened while it was off. */
const PhaseSchema = defineEntity({
  name: 'Phase',
  tableName: 'phase',
  properties: {
    id: p.integer().primary().autoincrement(false),
    eventsEnabled: p.boolean().fieldName('phase5'),
    since: p.datetime(3),
  },
});
export class Phase extends PhaseSchema.class {}
PhaseSchema.setClass(Phase);
