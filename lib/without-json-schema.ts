/**
 * Keeps out of bundles the part of zod that describes schemas as JSON Schema: a fifth of zod, which each start would
 * parse. Functions only read with schemas; what is published of them, `bin/schemas.ts` writes from the sources.
 */
import type { Plugin } from 'esbuild';

const PART = /\/(?:to-json-schema|json-schema-processors)\.js$/;
const ITS_ONE_USER = /\/zod\/v4\/classic\/schemas\.js$/;

/** In place of both files: what is imported from them by name. */
const INSTEAD = `
  const leftOut = () => {
    throw new Error('Bundles are built without what writes JSON Schema (lib/without-json-schema.ts).');
  };
  export { leftOut as createStandardJSONSchemaMethod, leftOut as createToJSONSchemaMethod };
`;

export const withoutJsonSchema: Plugin = {
  name: 'without JSON Schema',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: PART }, ({ importer }) =>
      ITS_ONE_USER.test(importer)
        ? { path: 'without JSON Schema', namespace: 'left out', sideEffects: false }
        : null,
    );
    onLoad({ filter: /./, namespace: 'left out' }, () => ({ contents: INSTEAD }));
  },
};
