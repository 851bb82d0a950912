import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const backend = process.env['BACKEND_URL'] ?? 'http://127.0.0.1:8000';
const websocket = process.env['WEBSOCKET_URL'] ?? 'http://127.0.0.1:8004';

/** The page and everything it talks to share one origin, so the session cookie is first-party. */
const server = {
  host: '127.0.0.1',
  port: Number(process.env['FRONTEND_PORT'] ?? 3000),
  strictPort: true,
  proxy: {
    // xfwd: the services see the browser's address, which the rate limit counts by.
    '/api': { target: backend, xfwd: true },
    '/mcp': { target: backend, xfwd: true },
    '/ws': { target: websocket, ws: true, xfwd: true },
  },
};

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: process.env['VITE_CACHE_DIR'] ?? '.vite',
  clearScreen: false,
  logLevel: 'warn',
  plugins: [react()],
  build: { target: 'baseline-widely-available', outDir: process.env['VITE_OUT_DIR'] ?? 'dist', emptyOutDir: true },
  server,
  preview: server,
});
