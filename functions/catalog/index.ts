/**
 * Catalog: what the organisation has and says of itself: teams, people, features, projects, trains with their releases,
 * feature flags, sources, channels and reviews. Facts about them come in here.
 *
 * - `model/` what each of them is, folded from its facts (`kinds.ts` is the table of all kinds, `states.ts` the one of what
 *   is stored of them); `model/import/` validates and compares catalogs in files (`records.ts` is the table of their sections)
 * - `store/` reads them: snapshots, lists, the calendars of trains
 * - `record/` the function `record`: appends facts to ledgers, folds snapshots, and requests what read them
 * - `pages/` the catalog for programs
 *
 * It builds on no other capability. Others may import `model/` and `store/`.
 */
export {};
