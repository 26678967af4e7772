/**
 * Digests: for each team, each org and everybody, once a week, month and quarter: what changed, what is due for a look, and
 * the three things that are most useful next.
 *
 * - `model/` what is in a digest, and the cadence of steps that it asks for; `model/words/` how that is said
 * - `store/` reads what a digest is made from, and keeps it as it was made
 * - `digest/` the function `digest`: makes each digest once and announces it
 * - `pages/` digests, what is due, and the page on which one click confirms something
 *
 * It builds on the catalog, verdicts, grades and reviews. Others may import `model/` and `store/`.
 */
export {};
