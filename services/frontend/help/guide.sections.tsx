import { createElement, Fragment } from 'react';
import styles from './guide.sections.module.css';
import { type Block, guide } from './guide.ts';

/**
 * Shows what can be typed in quick add and in date fields: the page about the language, each section of which opens separately.
 */
export function GuideSections() {
  return guide.map(({ title, blocks }) => (
    <details key={title} className={styles['section']}>
      <summary>{title}</summary>
      {createElement('div', { className: styles['blocks'] }, ...blocks.map(view))}
    </details>
  ));
}

function view(block: Block) {
  switch (block.kind) {
    case 'text':
      return <p>{withCode(block.text)}</p>;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{withCode(item)}</li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <table className={styles['table']}>
          <thead>
            <tr>
              {block.head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map(([first = '', ...others]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {block.head.slice(1).map((name, index) => (
                  <td key={name}>{others[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

/** Shows text in backquotes as code. */
function withCode(text: string) {
  const parts = text.split('`').map((part, index) => (index % 2 === 1 ? createElement('code', null, part) : part));
  return createElement(Fragment, null, ...parts);
}
