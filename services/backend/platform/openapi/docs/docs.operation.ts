import type { DescribedOperation } from '../document.ts';
import type { Parameter } from '../parameters.ts';
import type { Content, DescribedResponse } from '../responses.ts';
import { schemaTable, typeOf } from './docs.schema.ts';
import { type Html, html, inline, prose } from './html.ts';

interface Described {
  path: string;
  method: string;
  operation: DescribedOperation;
}

export function operationSection({ path, method, operation }: Described): Html {
  const { operationId, summary, description, security, parameters, requestBody, responses } = operation;
  return html`<article id="${operationId}">
<h3><a href="#${operationId}">${summary}</a></h3>
<p class="route"><span class="method ${method}">${method.toUpperCase()}</span> <code>${breakable(path)}</code>${
    security?.length === 0 ? html` <span class="open">open</span>` : undefined
  }</p>
${description ? prose(description) : undefined}
${parameters.length ? html`<h4>Parameters</h4><table>${parameters.map(parameterRow)}</table>` : undefined}
${requestBody ? html`<h4>Body</h4>${contentOf(requestBody.content)}` : undefined}
<h4>Responses</h4>
${Object.entries(responses).map(([status, response]) => responseOf(status, response))}
</article>
`;
}

/** Lets a long path wrap after each slash. */
function breakable(path: string): Html {
  return html`${path.split(/(?<=\/)/).map((part) => html`${part}<wbr>`)}`;
}

function parameterRow({ name, in: location, required, description, schema }: Parameter): Html {
  return html`<tr><th scope="row"><code>${name}</code> <small>${location}${required ? '' : ', optional'}</small></th>
<td>${typeOf(schema)}${description ? html`<br>${inline(description)}` : undefined}</td></tr>`;
}

function responseOf(status: string, { description, headers = {}, content = {} }: DescribedResponse): Html {
  const names = Object.keys(headers).map((name) => html` <code>${name}</code>`);
  const heading = html`<span class="status s${status[0]}">${status}</span> ${inline(description)}${
    names.length ? html` <small>${names}</small>` : undefined
  }`;
  if (Object.keys(content).length === 0) return html`<p class="response">${heading}</p>`;
  return html`<details class="response"><summary>${heading}</summary>${contentOf(content)}</details>`;
}

function contentOf(content: Content): Html {
  return html`${Object.entries(content).map(([type, { schema, example, examples = {} }]) => {
    const all = [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)];
    return html`<p><code>${type}</code> ${typeOf(schema)}</p>${schemaTable(schema)}${all.map(exampleOf)}`;
  })}`;
}

function exampleOf(example: unknown): Html {
  const text = typeof example === 'string' ? example : JSON.stringify(example, null, 2);
  return html`<pre tabindex="0">${text}</pre>`;
}
