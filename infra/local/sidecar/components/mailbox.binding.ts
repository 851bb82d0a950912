import { randomUUID } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { escapeHtml } from '../../../../shared/html.ts';
import { makePrivateFolder } from '../../resources/folder.ts';
import { DaprError } from '../api.ts';
import type { OutputBinding } from './smtp.binding.ts';

/** Older messages are deleted. */
const mostMessages = 100;

/**
 * Keeps messages as HTML files in a folder instead of sending them, for a machine without a mail server. A browser shows such a
 * file, and its links work.
 */
export function createMailbox(folder: string): OutputBinding {
  return {
    async invoke(operation, data, { emailTo = '', subject = '' }) {
      if (operation !== 'create') {
        throw new DaprError(500, 'ERR_INVOKE_OUTPUT_BINDING', `the mailbox does not support ${operation}`);
      }
      const now = new Date();
      const head = [`To: ${emailTo}`, `Subject: ${subject}`, `Date: ${now.toUTCString()}`];
      const text = `<!doctype html>\n<meta charset="utf-8">\n<pre>${head.map(escapeHtml).join('\n')}</pre>\n${data}\n`;
      await makePrivateFolder(folder);
      const name = `${now.toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.html`;
      await writeFile(join(folder, name), text, { mode: 0o600 });
      const names = (await readdir(folder)).filter((file) => file.endsWith('.html')).sort();
      await Promise.all(names.slice(0, -mostMessages).map((file) => rm(join(folder, file), { force: true })));
    },
  };
}
