import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type ApiResponse, request } from '../../../../../tests/support/api-client.ts';
import { useBackend } from '../../../../../tests/support/backend/start-backend.ts';
import type { OpenApiDocument } from '../document.ts';
import { docsPage } from './docs.page.ts';

describe('the docs page', () => {
  const backend = useBackend();
  let page: ApiResponse;
  let document: OpenApiDocument;

  before(async () => {
    page = await request(`${backend.url}/api/docs`, 'GET');
    document = (await request(`${backend.url}/api/openapi.json`, 'GET')).body;
  });

  it('has each operation, and each link within it leads somewhere', () => {
    assert.match(page.headers.get('content-type') ?? '', /^text\/html\b/);
    const ids = new Set(Array.from(page.body.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
    const links = Array.from(page.body.matchAll(/ href="#([^"]+)"/g), ([, id]) => id);
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    for (const { operationId } of operations) assert.ok(ids.has(operationId), operationId);
    assert.deepEqual(
      links.filter((id) => !ids.has(id)),
      [],
    );
    assert.ok(links.length > 2 * operations.length);
  });

  it('needs no script, loads nothing, and its policy allows its own style alone', () => {
    const style = page.body.match(/<style>(.*)<\/style>/s)[1];
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.ok(policy.startsWith(`default-src 'none'; style-src 'sha256-${hash}';`), policy);
    assert.doesNotMatch(page.body, /<script| on\w+=| style=|<link|<img|url\(|@import|src=/);
  });

  it('shows whatever a description holds as text', () => {
    const hostile = '<script>alert("`&`")</script>';
    document.info.title = hostile;
    document.paths['/api/config']!['get']!.summary = hostile;
    const { html } = docsPage(document);
    assert.doesNotMatch(html, /<script/);
    assert.ok(html.includes('&#60;script&#62;alert(&#34;`&#38;`&#34;)&#60;/script&#62;'));
  });
});
