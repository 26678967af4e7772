/**
 * Verdicts: which projects shipped in a release, which only behind a feature flag, and which shipped nothing, each with its
 * evidence; and what a project is warned of before the cut.
 *
 * - `model/` the judgement (`judge.ts`), its evidence, exemptions, warnings; all of it pure
 * - `store/` what a judgement reads, the verdicts as they are stored, streaks, and the reports that pages show
 * - `check/` the function `check`: derives windows and verdicts, and announces who is flagged, or no longer is
 * - `clock/` what time alone changes: warnings before a cut, exemptions that end
 * - `pages/` trains and releases
 *
 * It builds on the catalog and never sees a grade. Others may import `model/` and `store/`.
 */
export {};
