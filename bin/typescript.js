/** Lets Node load the sources of an installed package: it strips types by itself, but never below node_modules. */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url).href;

if (root.includes('/node_modules/'))
  registerHooks({
    load(url, context, nextLoad) {
      const isOurs = url.startsWith(root) && !url.slice(root.length).startsWith('node_modules/');
      if (!isOurs || !url.endsWith('.ts')) return nextLoad(url, context);
      const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
      return { format: 'module', source, shortCircuit: true };
    },
  });
