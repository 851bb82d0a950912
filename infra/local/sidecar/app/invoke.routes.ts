import { setTimeout as delay } from 'node:timers/promises';
import { Router } from '@koa/router';
import { DaprError, rawBody } from '../api.ts';
import type { Policy, Resiliency } from '../resiliency.ts';
import type { AppChannel, AppRequest, AppResponse } from './app.channel.ts';

/** Headers that are not forwarded, because they belong to one connection (RFC 9110 section 7.6.1) or are set anew. */
const OWN_HEADERS = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'upgrade',
  'host',
  'content-length',
  'dapr-api-token',
];

/** Serves Dapr's service invocation API: https://docs.dapr.io/reference/api/service_invocation_api/ */
export function invokeRoutes(caller: string, apps: Map<string, AppChannel>, resiliency: Resiliency): Router {
  const router = new Router();
  router.all('/v1.0/invoke/:app/method/{*path}', async (ctx) => {
    const appId = ctx.params.app ?? '';
    const channel = apps.get(appId);
    if (!channel) throw unreachable(appId, 'there is no such app');
    const path = ctx.url.slice(ctx.url.indexOf('/method/') + '/method'.length);
    const headers = { ...passed(ctx.headers), 'dapr-caller-app-id': caller, 'dapr-callee-app-id': appId };
    const policy = resiliency.app(appId);
    const body = await rawBody(ctx);
    const response = await withRetries(appId, channel, policy, {
      method: ctx.method,
      path,
      headers,
      body,
      timeoutMs: policy.timeoutMs,
    });
    ctx.status = response.status;
    ctx.set(passed(response.headers) as Record<string, string>);
    ctx.body = response.body.length > 0 ? response.body : null;
    // Koa changes 200 to 204 when an empty body is set, so the status is set again.
    ctx.status = response.status;
  });
  return router;
}

async function withRetries(
  appId: string,
  channel: AppChannel,
  policy: Policy,
  request: AppRequest,
): Promise<AppResponse> {
  for (let retry = 1; ; retry += 1) {
    const last = retry > policy.maxRetries;
    try {
      const response = await channel.call(request);
      const failed = response.status < 200 || response.status > 399;
      if (last || !failed || !policy.retriesStatus(response.status)) return response;
    } catch (error) {
      if (last) throw unreachable(appId, (error as Error).message);
    }
    await delay(policy.backoffMs(retry));
  }
}

function unreachable(appId: string, reason: string): DaprError {
  return new DaprError(500, 'ERR_DIRECT_INVOKE', `failed to invoke, id: ${appId}, err: ${reason}`);
}

function passed<Value>(headers: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name)));
}
