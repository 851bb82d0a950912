import { accountFeature } from '../../accounts/account.openapi.ts';
import { oidcFeature } from '../../accounts/oidc/oidc.openapi.ts';
import { activityFeature } from '../../activity/activity.openapi.ts';
import { chatFeature } from '../../chat/chat.openapi.ts';
import { notificationFeature } from '../../notifications/notification.openapi.ts';
import { tagFeature } from '../../tags/tag.openapi.ts';
import { taskFeature } from '../../tasks/task.openapi.ts';
import { transferFeature } from '../../transfer/transfer.openapi.ts';
import { about } from './about.ts';
import { describeApi, type OpenApiDocument } from './document.ts';
import { systemFeature } from './system.openapi.ts';

/** The document of exactly this phase, and with an external issuer only where there is one. */
export function openApiDocument(phase5: boolean, oidc = false): OpenApiDocument {
  return describeApi(about(phase5), [
    accountFeature,
    ...(oidc ? [oidcFeature] : []),
    taskFeature(phase5),
    ...(phase5 ? [tagFeature, activityFeature, notificationFeature, transferFeature] : []),
    chatFeature(phase5),
    systemFeature(phase5),
  ]);
}
