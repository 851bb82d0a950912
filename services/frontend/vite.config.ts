import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { z } from 'zod';
import { loadConfig } from '../../shared/config.ts';
import { connectionLimits } from '../../shared/limits.ts';
import { pageServer } from './server/page.server.ts';
import { serviceProxy } from './server/service.proxy.ts';
import { serviceWorker } from './server/service-worker.build.ts';

const server = serviceProxy(
  process.env['BACKEND_URL'] ?? 'http://127.0.0.1:8000',
  process.env['WEBSOCKET_URL'] ?? 'http://127.0.0.1:8004',
  process.env['PROXY_TOKEN'],
);

const warmParts =
  /(pasted\.dialog|pick\.popover|toasts|palette\.dialog|task\.moves|selection\.bar|task\.detail|conflict\.form)\.tsx?$/;

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: process.env['VITE_CACHE_DIR'] ?? '.vite',
  clearScreen: false,
  logLevel: 'warn',
  resolve: { alias: [{ find: /^temporal-polyfill$/, replacement: join(import.meta.dirname, 'temporal.ts') }] },
  plugins: [react(), serviceWorker(), pageServer(loadConfig(z.object(connectionLimits), process.env))],
  build: {
    target: 'baseline-widely-available',
    // Assets inlined as data: URLs would need a weaker Content-Security-Policy.
    assetsInlineLimit: 0,
    // Every load needs two files instead of forty: the libraries, which browsers keep when only our code changes, and our own code.
    // What signing in needs is one file more, and so is what `layout/warm-up.ts` fetches at the first use, apart from reading dates.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, priority: 3 },
            { name: 'page', tags: ['$initial'], priority: 2 },
            { name: 'forms', test: /(field-errors|text-field)\.tsx?$/, priority: 1 },
            { name: 'dates', test: /(date\.parser|typed\.language)\.ts$/, priority: 1 },
            { name: 'parts', test: warmParts },
          ],
        },
      },
    },
  },
  server,
  preview: server,
});
