import { randomBytes } from 'node:crypto';

export interface ApiResponse {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects of a response
  body: any;
}

export interface Client {
  userId: string;
  token: string;
  email: string;
  get(path: string, headers?: Record<string, string>): Promise<ApiResponse>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiResponse>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<ApiResponse>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<ApiResponse>;
  delete(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiResponse>;
}

/** One request; a string body is sent as it is, anything else as JSON. */
export async function request(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiResponse> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
}

export const password = 'correct horse battery';

/** Registers a new person, British unless another locale is named, and speaks as them. */
export async function registerClient(baseUrl: string, timeZone = 'UTC', locale = 'en-GB'): Promise<Client> {
  const email = `${randomBytes(8).toString('hex')}@example.com`;
  const response = await request(`${baseUrl}/api/auth/register`, 'POST', { email, password, timeZone, locale });
  if (response.status !== 201) {
    throw new Error(`Registering failed with ${response.status}: ${JSON.stringify(response.body)}`);
  }
  return clientOf(baseUrl, { ...response.body, email });
}

export function clientOf(
  baseUrl: string,
  { token, user, email }: { token: string; user: { id: string }; email: string },
): Client {
  const authorization = { authorization: `Bearer ${token}` };
  const send =
    (method: string) =>
    (path: string, body?: unknown, headers: Record<string, string> = {}) =>
      request(`${baseUrl}${path}`, method, body, { ...authorization, ...headers });
  return {
    userId: user.id,
    token,
    email,
    get: (path, headers) => send('GET')(path, undefined, headers),
    post: send('POST'),
    patch: send('PATCH'),
    put: send('PUT'),
    delete: send('DELETE'),
  };
}
