/**
 * Verdicts: which projects shipped in a release, which only behind a feature flag, and which shipped nothing, each with its
 * evidence; and the warnings that projects get before the cut.
 *
 * - `model/` the judgement (`judge.ts`), its evidence, exemptions, warnings; all of it pure
 * - `store/` the input of a judgement, stored verdicts, streaks, and the reports that pages show
 * - `check/` the function `check`: derives windows and verdicts, and announces who is flagged or cleared
 * - `clock/` warnings that time alone brings: before a cut, and when an exemption ends (`warnings.ts`)
 * - `pages/` trains, releases and projects
 *
 * It builds on the catalog and never sees a grade. Others may import `model/` and `store/`.
 */
export {};
