import { createHash } from 'node:crypto';
import type { DescribedOperation, OpenApiDocument } from '../document.ts';
import { operationSection } from './docs.operation.ts';
import { schemaSection } from './docs.schema.ts';
import { style } from './docs.style.ts';
import { html, inline, prose } from './html.ts';

export interface DocsPage {
  html: string;
  /** Allows the style of the page and nothing else: no script, no request. */
  contentSecurityPolicy: string;
}

/** Renders the document as a page that needs no script and loads nothing. */
export function docsPage(document: OpenApiDocument): DocsPage {
  const { info, tags, components } = document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const ofTag = (name: string) => operations.filter(({ operation }) => operation.tags.includes(name));
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title} API</title>
<style>${style}</style>
</head>
<body>
<nav aria-label="Contents">
<p class="home"><a href="#top">${info.title} API</a></p>
${tags.map(
  ({ name }) => html`<h2><a href="#tag-${name}">${name}</a></h2>
<ul>${ofTag(name).map(({ operation }) => entry(operation))}</ul>`,
)}
<h2><a href="#schemas">schemas</a></h2>
<ul>${Object.keys(components.schemas).map((name) => html`<li><a href="#schema-${name}">${name}</a></li>`)}</ul>
</nav>
<main id="top">
<header>
<h1>${info.title} API <small>${info.version}</small></h1>
${prose(info.description)}
<p><a href="openapi.json">OpenAPI document</a></p>
</header>
${tags.map(
  ({ name, description }) => html`<section id="tag-${name}">
<h2>${name}</h2>
<p>${inline(description)}</p>
${ofTag(name).map(operationSection)}
</section>`,
)}
<section id="schemas">
<h2>schemas</h2>
${Object.entries(components.schemas).map(([name, schema]) => schemaSection(name, schema))}
</section>
</main>
</body>
</html>
`;
  return { html: page.text, contentSecurityPolicy: policy };
}

function entry({ operationId, summary }: DescribedOperation) {
  return html`<li><a href="#${operationId}">${summary}</a></li>`;
}

const policy = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(style.text).digest('base64')}'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');
