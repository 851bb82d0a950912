import { Readable } from 'node:stream';
import { z } from 'zod';
import { isApiToken } from '../../../../shared/auth/api-token.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { actFor, withSameBounds } from '../../../../shared/database/statement.bounds.ts';
import { NotFound, Unauthenticated } from '../../../../shared/http/problem.ts';
import type { Identify, Identity } from '../../accounts/sign-in/identify.ts';
import { type TakePlace, tooManyLarge } from '../../limits/large-bodies.ts';
import type { Route } from '../../platform/openapi/route.ts';
import { feedText, feedVersion } from './feed.service.ts';

interface Dependencies {
  orm: Orm;
  identify: Identify;
  takePlace: TakePlace;
}

const example = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//todo//tasks//EN
REFRESH-INTERVAL;VALUE=DURATION:PT1H
BEGIN:VEVENT
UID:0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa
DTSTAMP:20270130T180000Z
SUMMARY:Pay rent
DTSTART;VALUE=DATE:20270131
END:VEVENT
END:VCALENDAR
`;

/** The calendar that other programs subscribe to. They cannot send headers, so the address holds the token. */
export function feedRoutes({ orm, identify, takePlace }: Dependencies): Route[] {
  return [
    {
      method: 'get',
      path: '/api/feed/:secret.ics',
      operationId: 'readCalendarFeed',
      summary: 'The open tasks with a due, for calendar programs',
      description:
        'Whoever knows the address may read it: `secret` is that of an API token with the scope `feed`. Revoking the token ends it. ' +
        'A timed due is an event that takes no time, an all-day due one of that day, a recurring task a series, a reminder an alarm.',
      tag: 'transfer',
      open: true,
      parameters: { secret: z.string().meta({ description: 'The secret of an API token: `todo_…`.' }) },
      responses: {
        200: {
          description: 'iCalendar (RFC 5545) with a VEVENT for each task.',
          headers: ['ETag'],
          alternatives: { 'text/calendar': example },
        },
        304: { description: 'It has not changed since the `ETag` that `If-None-Match` names.' },
      },
      problems: [new NotFound(), tooManyLarge(2)],
      async handler(ctx) {
        const owner = await ownerOf(String(ctx.params['secret']));
        ctx.status = 200;
        ctx.set('Cache-Control', 'private, no-cache');
        ctx.etag = await feedVersion(orm.em, owner.id);
        if (ctx.fresh) {
          ctx.status = 304;
          return;
        }
        takePlace(ctx, owner.id);
        ctx.body = Readable.from(withSameBounds(feedText(orm.em, owner.id)), { objectMode: false });
        ctx.type = 'text/calendar; charset=utf-8';
      },
    },
  ];

  /** An address that is unknown, revoked or expired, or of a token for something else, does not exist. */
  async function ownerOf(secret: string): Promise<Identity> {
    if (!isApiToken(secret)) throw new NotFound();
    try {
      const { identity } = await identify(secret);
      if (identity.scope !== 'feed') throw new NotFound();
      actFor(identity.id);
      return identity;
    } catch (error) {
      throw error instanceof Unauthenticated ? new NotFound() : error;
    }
  }
}
