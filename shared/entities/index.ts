import { Activity } from './activity.entity.ts';
import { ApiToken } from './api-token.entity.ts';
import { ChatChange, Conversation, Message } from './conversation.entity.ts';
import { DeadLetter } from './dead-letter.entity.ts';
import { IdempotencyRecord } from './idempotency-record.entity.ts';
import { List, View } from './list.entity.ts';
import { Notification } from './notification.entity.ts';
import { OutboxEvent } from './outbox-event.entity.ts';
import { PasswordReset } from './password-reset.entity.ts';
import { Phase } from './phase.entity.ts';
import { PushDelivery, PushSubscription } from './push.entity.ts';
import { Session } from './session.entity.ts';
import { Reminder, Task } from './task.entity.ts';
import { User } from './user.entity.ts';

export {
  Activity,
  ApiToken,
  ChatChange,
  Conversation,
  DeadLetter,
  IdempotencyRecord,
  List,
  Message,
  Notification,
  OutboxEvent,
  PasswordReset,
  Phase,
  PushDelivery,
  PushSubscription,
  Reminder,
  Session,
  Task,
  User,
  View,
};

/** Every entity, in the order in which their tables are made. */
export const entities = [
  User,
  Session,
  ApiToken,
  List,
  View,
  PasswordReset,
  Task,
  Reminder,
  Activity,
  OutboxEvent,
  Notification,
  PushSubscription,
  PushDelivery,
  DeadLetter,
  Conversation,
  Message,
  ChatChange,
  IdempotencyRecord,
  Phase,
];
