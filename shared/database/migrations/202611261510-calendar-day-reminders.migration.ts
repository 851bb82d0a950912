import { Migration } from '@mikro-orm/migrations';

/**
 * Before an all-day due, reminders count from 09:00 on the clock of the wall, also over a change of the clocks. Those that are
 * pending were computed by the hours that pass.
 */
export class CalendarDayReminders extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      with planned as (
        select reminder.id,
               (cast(due ->> 'date' as date) + time '09:00' - make_interval(mins => minutes_before))
                 at time zone zone.name as fire_at
          from reminder
          join task on task.id = reminder.task_id
          join pg_timezone_names zone on lower(zone.name) = lower(due ->> 'timeZone')
         where state = 'pending' and minutes_before is not null and due ->> 'time' is null
           and fire_at is distinct from snoozed_until)
      update reminder set fire_at = planned.fire_at
        from planned where planned.id = reminder.id and planned.fire_at <> reminder.fire_at;
    `);
  }
}
