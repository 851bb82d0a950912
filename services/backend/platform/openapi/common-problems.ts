import { z } from 'zod';
import { usualBody } from '../../../../shared/http/body.ts';
import {
  Forbidden,
  HeadersTooLarge,
  InternalServerError,
  MalformedRequest,
  PayloadTooLarge,
  type Problem,
  Unauthenticated,
  UnsupportedMediaType,
  ValidationFailed,
} from '../../../../shared/http/problem.ts';
import { validate } from '../../../../shared/http/validate.ts';
import { largeBodies } from '../../large-bodies.ts';
import { IdempotencyKeyReused } from '../idempotency/idempotency.service.ts';
import { idempotencyKey } from '../idempotency/idempotent.ts';
import { type Operation, safeMethods } from './operation.ts';

/** What a route may answer by being what it is: behind a session, with a body, with parameters. */
export function commonProblems(operation: Operation): Problem[] {
  const { method, path, open, headers = [] } = operation;
  const writes = !safeMethods.includes(method);
  return [
    ...invalid(operation),
    ...(writes || headers.length ? [new MalformedRequest('The body is not valid JSON.')] : []),
    ...(open ? [] : [new Unauthenticated()]),
    ...(writes ? [new Forbidden('A page of https://elsewhere.example may not do this with the session cookie.')] : []),
    ...(writes ? [new PayloadTooLarge(`The body may not be larger than ${largeBodies[path] ?? usualBody}.`)] : []),
    ...(writes ? [new UnsupportedMediaType('Send the body as application/json.')] : []),
    new HeadersTooLarge('The address and the headers may have 64 KiB together.'),
    ...(headers.includes('Idempotency-Key') ? [new IdempotencyKeyReused()] : []),
    new InternalServerError(),
  ];
}

/** What validation says to something that is never right. */
function invalid({ path, query, headers = [], body }: Operation): ValidationFailed[] {
  const wrong = { color: 'red' };
  if (body) return refusal(body.schema, wrong);
  if (query) return refusal(query, wrong, 'query');
  if (path.includes(':')) return refusal(z.uuid('Must be a UUID.'), 'red', 'id');
  return headers.includes('Idempotency-Key') ? refusal(idempotencyKey, '', 'header.idempotency-key') : [];
}

function refusal(schema: z.ZodType, input: unknown, prefix = ''): ValidationFailed[] {
  try {
    validate(schema, input, prefix);
    return [];
  } catch (error) {
    if (error instanceof ValidationFailed) return [error];
    throw error;
  }
}
