import { z } from 'zod';
import { usualBody } from '../../../../shared/http/body.ts';
import {
  Forbidden,
  HeadersTooLarge,
  InsufficientScope,
  InternalServerError,
  MalformedRequest,
  PayloadTooLarge,
  type Problem,
  ServiceUnavailable,
  TooManyRequests,
  Unauthenticated,
  UnsupportedMediaType,
  ValidationFailed,
} from '../../../../shared/http/problem.ts';
import { validate } from '../../../../shared/http/validate.ts';
import { IdempotencyKeyReused } from '../idempotency/idempotency.service.ts';
import { idempotencyKey } from '../idempotency/idempotent.ts';
import { fullOf, QuotaExceeded, tooManyWrites } from '../quota.ts';
import type { Route } from './route.ts';

export interface ApiFeatures {
  /** Whether programs may authenticate with API tokens. */
  hasApiTokens: boolean;
}

/** The problems that follow from the kind of a route: behind a session, with a body, with parameters. */
export function commonProblems(route: Route, { hasApiTokens }: ApiFeatures): Problem[] {
  const { method, open, headers = [], body } = route;
  const writes = method !== 'get';
  const types = ['application/json', ...Object.keys(body?.alternatives ?? {})];
  return [
    ...invalid(route),
    ...(writes || headers.length ? [new MalformedRequest('The body is not valid JSON.')] : []),
    ...(open ? [] : [new Unauthenticated()]),
    ...(writes ? [new Forbidden('A page of https://elsewhere.example may not do this with the session cookie.')] : []),
    ...(hasApiTokens && !open ? [new InsufficientScope('This API token may only read.')] : []),
    ...(writes && !open ? limitProblems : []),
    ...(writes ? [new PayloadTooLarge(`The body may not be larger than ${body?.limit ?? usualBody}.`)] : []),
    ...(writes ? [new UnsupportedMediaType(`Send the body as ${types.join(' or ')}.`)] : []),
    new HeadersTooLarge('The address and the headers may have 64 KiB together.'),
    ...(headers.includes('Idempotency-Key') ? [new IdempotencyKeyReused()] : []),
    new InternalServerError(),
    new ServiceUnavailable('The server cannot do this right now. Try again shortly.'),
  ];
}

/** The problems of a user who writes or stores too much. */
const limitProblems = [
  new TooManyRequests(tooManyWrites(3000, 'a minute'), 42),
  new QuotaExceeded(fullOf('200000 tasks')),
];

/** The validation problem of an input that is never valid. */
function invalid({ path, parameters, query, headers = [], body }: Route): ValidationFailed[] {
  const wrong = { color: 'red' };
  if (body) return problemOf(body.schema, wrong);
  if (query) return problemOf(query, wrong, 'query');
  if (path.includes(':') && !parameters) return problemOf(z.uuid('Must be a UUID.'), 'red', 'id');
  return headers.includes('Idempotency-Key') ? problemOf(idempotencyKey, '', 'header.idempotency-key') : [];
}

function problemOf(schema: z.ZodType, input: unknown, prefix = ''): ValidationFailed[] {
  try {
    validate(schema, input, prefix);
    return [];
  } catch (error) {
    if (error instanceof ValidationFailed) return [error];
    throw error;
  }
}
