import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import type { Connect, Plugin } from 'vite';
import { type ConnectionLimits, defaultConnectionLimits } from '../../../shared/limits.ts';
import { cacheControl, securityHeaders } from '../security-headers.ts';
import { guardEntrance } from './entrance.ts';

const assets = '/assets/';
/** These paths are files only, so a missing one must be 404 instead of the page itself. */
const filesOnly = /^\/(assets\/|sw\.js$|\.well-known(\/|$))/;
const others = /^\/(api|mcp|ws)(\/|\?|$)/;

/** Adds our headers to Vite's preview server. A missing file is 404 on that server and on the development server. */
export function pageServer(limits: ConnectionLimits = defaultConnectionLimits): Plugin {
  return {
    name: 'page-server',
    configureServer({ httpServer, middlewares, config }) {
      guardEntrance(httpServer as Server, middlewares, limits);
      middlewares.use('/sw.js', endServiceWorker);
      middlewares.use(refuseMissing(config.publicDir));
    },
    configurePreviewServer({ httpServer, middlewares, config }) {
      guardEntrance(httpServer as Server, middlewares, limits);
      middlewares.use((request, response, next) => {
        const url = request.url ?? '/';
        if (others.test(url)) return next();
        for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
        response.setHeader('Cache-Control', url.startsWith(assets) ? cacheControl.assets : cacheControl.others);
        next();
      });
      middlewares.use(refuseMissing(resolve(config.root, config.build.outDir)));
    },
  };
}

/** A page from its sources has no service worker, and must not be hidden by one of a built page at the same address. */
const endServiceWorker: Connect.SimpleHandleFunction = (_request, response) => {
  response.setHeader('Content-Type', 'text/javascript');
  response.setHeader('Cache-Control', cacheControl.others);
  response.end(`addEventListener('install', () => skipWaiting());
addEventListener('activate', async () => {
  await registration.unregister();
  for (const client of await clients.matchAll({ type: 'window' })) client.navigate(client.url);
});
`);
};

function refuseMissing(folder: string): Connect.NextHandleFunction {
  return ({ url = '/' }, response, next) => {
    const path = url.split('?')[0] as string;
    if (!filesOnly.test(path) || existsSync(join(folder, path))) return next();
    response.setHeader('Cache-Control', cacheControl.others);
    response.statusCode = 404;
    response.end();
  };
}
