/**
 * Site: the pages and the API as one function, `web`, and what all pages share.
 *
 * - `web/` the routes, each of which loads its capability's pages when it is asked for
 * - `look/` the layout, the styles, and how moments and counts are written; pages of any capability may import it
 * - `pages/` what belongs to no capability: what is in quarantine, and what went wrong
 *
 * It builds on all capabilities; none builds on it, but for `look/`.
 */
export {};
