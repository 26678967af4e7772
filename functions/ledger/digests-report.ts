/** Which digests there are, for pages. */
import type { Every } from '../../events/fields.ts';
import type { StepRate } from '../domain/cadence-rates.ts';
import { distinct } from '../domain/entries.ts';
import { teamIn } from '../domain/references.ts';
import { TEAMS } from '../domain/summary.ts';
import { teamState } from '../domain/team.ts';
import type { Store } from '../kernel/store/store.ts';
import { EVERYBODY } from './digesting/audiences.ts';
import { readStepRates } from './digesting/step-rates.ts';
import { type DigestHeadline, digestHeadlines } from './digests.ts';
import { listedIds } from './listed.ts';
import { readStates } from './snapshots.ts';

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
