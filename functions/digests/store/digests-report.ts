/** Which digests there are, for pages. */
import type { Every } from '../../../events/fields.ts';
import { teamIn } from '../../catalog/model/references.ts';
import { TEAMS } from '../../catalog/model/summary.ts';
import { teamState } from '../../catalog/model/team.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { StepRate } from '../model/cadence-rates.ts';
import { EVERYBODY } from './audiences.ts';
import { type DigestHeadline, digestHeadlines } from './digests.ts';
import { readStepRates } from './step-rates.ts';

export type { DigestHeadline };

export interface AudienceReport {
  /** `all`, `org:cloud` or `team:search` */
  readonly audience: string;
  /** Newest first. */
  readonly digests: Readonly<Record<Every, readonly DigestHeadline[]>>;
  /** Of a team: how often it did each step of its cadence. */
  readonly steps: readonly StepRate[];
}

/** @param now UTC instant */
export async function readAudienceReport(
  table: Store,
  audience: string,
  now: string,
): Promise<AudienceReport> {
  const team = teamIn(audience);
  const steps = team === undefined ? [] : await readStepRates(table, team, now);
  const [week, month, quarter] = await Promise.all(
    (['week', 'month', 'quarter'] as const).map((every) => digestHeadlines(table, audience, every)),
  );
  return { audience, digests: { week: week ?? [], month: month ?? [], quarter: quarter ?? [] }, steps };
}

export interface DigestsReport {
  readonly whole: AudienceReport;
  /** The orgs and teams that are registered now. */
  readonly others: readonly { readonly audience: string; readonly title: string }[];
}

/** @param now UTC instant */
export async function readDigestsReport(table: Store, now: string): Promise<DigestsReport> {
  const ids = await listedIds(table, TEAMS);
  const states = await readStates(table, 'team', teamState, ids);
  const living = ids.flatMap((id) => states.get(id) ?? []).filter(({ retiredAt }) => retiredAt === undefined);
  return {
    whole: await readAudienceReport(table, EVERYBODY, now),
    others: [
      ...distinct(living.flatMap(({ org }) => org ?? [])).map((org) => ({
        audience: `org:${org}`,
        title: org,
      })),
      ...living.map(({ team, title = team }) => ({ audience: `team:${team}`, title })),
    ],
  };
}
