import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Connect, Plugin } from 'vite';
import { cacheControl, securityHeaders } from '../security-headers.ts';

const assets = '/assets/';
/** Below these there are only files: the page itself must not be served in place of a file that does not exist. */
const filesOnly = /^\/(assets\/|\.well-known(\/|$))/;
const others = /^\/(api|mcp|ws)(\/|\?|$)/;

/** Adds our headers to Vite's preview server, and to both of its servers a 404 for files that do not exist. */
export function pageServer(): Plugin {
  return {
    name: 'page-server',
    configureServer({ middlewares, config }) {
      middlewares.use(refuseMissing(config.publicDir));
    },
    configurePreviewServer({ middlewares, config }) {
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

function refuseMissing(folder: string): Connect.NextHandleFunction {
  return ({ url = '/' }, response, next) => {
    const path = url.split('?')[0] as string;
    if (!filesOnly.test(path) || existsSync(join(folder, path))) return next();
    response.setHeader('Cache-Control', cacheControl.others);
    response.statusCode = 404;
    response.end();
  };
}
