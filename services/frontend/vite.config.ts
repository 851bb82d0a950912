import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pageServer } from './server/page.server.ts';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:8000';
const websocket = process.env['WEBSOCKET_URL'] ?? 'http://127.0.0.1:8004';

/** The page and everything it talks to share one origin, so the session cookie is first-party. */
const server = {
  cors: false,
  proxy: {
    // xfwd: the services see the browser's address, which the rate limit counts by.
    // While the page is worked on, its folder api/ is served under this name as well.
    '^/api/(?!.*\\.tsx?(\\?|$))': { target: backend, xfwd: true },
    '/mcp': { target: backend, xfwd: true },
    '/ws': { target: websocket, ws: true, xfwd: true },
  },
};

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: process.env['VITE_CACHE_DIR'] ?? '.vite',
  clearScreen: false,
  logLevel: 'warn',
  plugins: [react(), pageServer()],
  build: {
    target: 'baseline-widely-available',
    // As data: URLs they would need another Content-Security-Policy.
    assetsInlineLimit: 0,
  },
  server,
  preview: server,
});
