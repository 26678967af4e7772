/**
 * Webhooks: what other tools deliver becomes facts about the right project, once, even when deliveries are lost or repeated.
 *
 * - `sources/` one file for each kind of sender: how it signs, and what its deliveries say
 * - `model/` attribution: whose work something is, by the catalog's record of the origin it happened at
 * - `store/` what was delivered, what an origin is mapped to, and what waits for a mapping
 * - `ingest/` the function `ingest`: verify, parse, normalise, attribute, publish
 * - `attribute/` the function `attribute`: what waited, once there is a mapping
 * - `reconcile/` the function `reconcile`: asks GitHub for what webhooks missed
 * - `clock/` requests what waits although it could be attributed by now
 * - `pages/` deliveries
 *
 * It builds on the catalog and on grades, for comments that grant stars. Others may import `model/` and `store/`.
 */
export {};
