import type { Context } from 'koa';
import { z } from 'zod';
import { ifMatchOf } from '../../../shared/http/etag.ts';
import { validate } from '../../../shared/http/validate.ts';

export function taskIdOf(ctx: Context): string {
  return validate(z.uuid('Must be a UUID.'), ctx['params'].id, 'id').toLowerCase();
}

export function ifMatch(ctx: Context) {
  return ifMatchOf(ctx.headers['if-match']);
}
