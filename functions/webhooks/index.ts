/**
 * Webhooks: what other tools deliver becomes facts about the right project, once, whatever is lost or repeated on the way.
 *
 * - `sources/` one file for each kind of sender: how it signs, and what its deliveries say
 * - `model/` attribution: whose work something is, by the record of the repository it happened in
 * - `store/` what was delivered, and what waits because nobody can attribute it yet
 * - `ingest/` the function `ingest`: verify, parse, normalise, attribute, publish
 * - `attribute/` the function `attribute`: what waited, once there is a mapping
 * - `reconcile/` the function `reconcile`: asks GitHub for what webhooks missed
 * - `clock/` looks once more for what waits though it could be attributed
 * - `pages/` deliveries
 *
 * It builds on the catalog and on grades, for comments that grant stars. Others may import `model/` and `store/`.
 */
export {};
