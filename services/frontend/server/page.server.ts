import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { cacheControl, securityHeaders } from '../security-headers.ts';

const assets = '/assets/';
const others = /^\/(api|mcp|ws)(\/|\?|$)/;

/** Adds to Vite's preview server our headers, and a 404 for an asset that no longer exists. */
export function pageServer(): Plugin {
  return {
    name: 'page-server',
    configurePreviewServer({ middlewares, config }) {
      const folder = resolve(config.root, config.build.outDir);
      middlewares.use((request, response, next) => {
        const url = request.url ?? '/';
        if (others.test(url)) return next();
        const path = url.split('?')[0] as string;
        for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
        response.setHeader('Cache-Control', path.startsWith(assets) ? cacheControl.assets : cacheControl.others);
        // The name of a file of an older page must not get the page itself in its place.
        if (path.startsWith(assets) && !existsSync(join(folder, path))) {
          response.setHeader('Cache-Control', cacheControl.others);
          response.statusCode = 404;
          return response.end();
        }
        next();
      });
    },
  };
}
