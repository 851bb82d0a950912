import { Migration } from '@mikro-orm/migrations';

/** The browsers that get reminders by Web Push, and the messages that are still to be sent to them. */
export class Push extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create table push_subscription (
        id uuid primary key,
        owner_id uuid not null constraint push_subscription_owner_id_foreign references "user" (id)
          on delete cascade,
        session_id uuid not null,
        endpoint text not null constraint push_subscription_endpoint_unique unique,
        p256dh text not null,
        auth text not null,
        created_at timestamptz(3) not null
      );
      create index push_subscription_owner_id_id_index on push_subscription (owner_id, id);
      create index push_subscription_session_id_index on push_subscription (session_id);

      create table push_delivery (
        notification_id uuid not null constraint push_delivery_notification_id_foreign references notification (id)
          on update cascade on delete cascade,
        subscription_id uuid not null constraint push_delivery_subscription_id_foreign references push_subscription (id)
          on update cascade on delete cascade,
        payload jsonb not null,
        attempts int not null default 0,
        next_at timestamptz(3) not null,
        created_at timestamptz(3) not null,
        primary key (notification_id, subscription_id)
      );
      create index push_delivery_subscription_id_index on push_delivery (subscription_id);
      create index push_delivery_next_at_index on push_delivery (next_at);

      alter table notification add column pushed_at timestamptz(3) null;
      grant select, insert, update, delete on push_subscription, push_delivery to todo_app;
    `);
  }
}
