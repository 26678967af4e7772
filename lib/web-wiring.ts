/** The function `web` in the wiring: every address it answers, and which of them are private. */
import { FACT_SOURCE } from '../events/contract.ts';
import type { FunctionWiring } from './wiring-shape.ts';

export const web: FunctionWiring = {
  name: 'web',
  does: 'Shows releases, verdicts and digests as pages and JSON; takes facts and gives the catalog to who holds the token.',
  entry: 'functions/site/web/handler.ts',
  memoryMegabytes: 512,
  timeoutSeconds: 15,
  routes: [
    { method: 'GET', path: '/' },
    { method: 'GET', path: '/releases/{release}' },
    { method: 'GET', path: '/deliveries' },
    { method: 'GET', path: '/quarantine' },
    { method: 'GET', path: '/digests' },
    { method: 'GET', path: '/digests/{audience}' },
    { method: 'GET', path: '/digests/{audience}/{period}' },
    { method: 'GET', path: '/reviews' },
    { method: 'GET', path: '/due' },
    { method: 'GET', path: '/messages' },
    // Links in messages lead to a page whose button posts, so programs that prefetch links change nothing.
    { method: 'GET', path: '/confirm/{token}', isPrivate: true },
    { method: 'POST', path: '/confirm/{token}', isPrivate: true },
    { method: 'GET', path: '/api/releases' },
    { method: 'GET', path: '/api/releases/{release}' },
    { method: 'GET', path: '/api/digests/{audience}/{period}' },
    { method: 'POST', path: '/api/facts', isPrivate: true },
    { method: 'GET', path: '/api/catalog/{section}', isPrivate: true },
    { method: 'GET', path: '/api/grades/{feature}', isPrivate: true },
    { method: 'GET', path: '/api/matrix', isPrivate: true },
    { method: 'GET', path: '/api/reviews', isPrivate: true },
    { method: 'GET', path: '/api/reviews/{review}', isPrivate: true },
    { method: 'GET', path: '/api/due', isPrivate: true },
  ],
  table: ['BatchGetItem', 'Query'],
  indexes: true,
  publishes: FACT_SOURCE,
  secrets: ['api-token', 'links'],
};
