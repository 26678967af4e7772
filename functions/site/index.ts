/**
 * Site: the pages and the API as one function, `web`, and what all pages share.
 *
 * - `web/` the addresses of all capabilities as routes, each of which loads its module when it is asked for
 * - `resource/` what a page is: one declaration of its query, its value and its renderer
 * - `look/` the layout, the styles, and how names, marks, moments and counts are written
 * - `sign-in/` who reads: sessions, the provider, links, personal tokens, and what every form passes
 * - `say/` the forms: one table of actions, previewed, said and undone
 * - `subscribe/` feeds and calendars
 * - `api/` facts that are taken, the description of the API, and what moved
 * - `pages/` what belongs to no capability, or to all: where we are, a feature, operations, what went wrong
 *
 * It builds on all capabilities; none builds on it, but for `look/` and `resource/`, which pages of any capability may import.
 */
export {};
