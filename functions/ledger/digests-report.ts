/** Which digests there are, for pages. */
import * as z from 'zod';
import type { Every } from '../../events/fields.ts';
import { distinct } from '../domain/entries.ts';
import { TEAMS } from '../domain/summary.ts';
import { teamState } from '../domain/team.ts';
import { EVERYBODY } from './digesting/audiences.ts';
import { type DigestHeadline, digestHeadlines } from './digests.ts';
import type { LedgerTable } from './ledger-table.ts';
import { all, inIndex } from './query.ts';
import { readStates } from './summary.ts';
import { LISTING } from './table.ts';

export type { DigestHeadline };

export interface AudienceReport {
  /** `all`, `org:cloud` or `team:search` */
  readonly audience: string;
  /** Newest first. */
  readonly digests: Readonly<Record<Every, readonly DigestHeadline[]>>;
}

export async function readAudienceReport(table: LedgerTable, audience: string): Promise<AudienceReport> {
  const [week, month, quarter] = await Promise.all(
    (['week', 'month', 'quarter'] as const).map((every) => digestHeadlines(table, audience, every)),
  );
  return { audience, digests: { week: week ?? [], month: month ?? [], quarter: quarter ?? [] } };
}

export interface DigestsReport {
  readonly whole: AudienceReport;
  /** The orgs and teams that are registered now. */
  readonly others: readonly { readonly audience: string; readonly title: string }[];
}

const listed = z.object({ listKey: z.string() });

export async function readDigestsReport(table: LedgerTable): Promise<DigestsReport> {
  const ids = (await all(table, inIndex(LISTING, TEAMS))).map((item) => listed.parse(item).listKey);
  const states = await readStates(table, 'team', teamState, ids);
  const living = ids.flatMap((id) => states.get(id) ?? []).filter(({ retiredAt }) => retiredAt === undefined);
  return {
    whole: await readAudienceReport(table, EVERYBODY),
    others: [
      ...distinct(living.flatMap(({ org }) => org ?? [])).map((org) => ({
        audience: `org:${org}`,
        title: org,
      })),
      ...living.map(({ team, title = team }) => ({ audience: `team:${team}`, title })),
    ],
  };
}
