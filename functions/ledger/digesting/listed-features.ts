/** The features that a list names, by team. */
import * as z from 'zod';
import { FEATURES } from '../../domain/summary.ts';
import { ownedBy } from '../keys.ts';
import type { LedgerTable } from '../ledger-table.ts';
import { all, inIndexAfter } from '../query.ts';
import { LISTING } from '../table.ts';

const listed = z.object({ card: z.object({ id: z.string() }) });

/** Ids of features under their present names. @param team those that are a team's now; every feature without it */
export async function listedFeatures(table: LedgerTable, team: string | undefined): Promise<string[]> {
  const prefix = team === undefined ? undefined : ownedBy(team);
  const items = await all(table, inIndexAfter(LISTING, FEATURES, undefined, prefix));
  return items.map((item) => listed.parse(item).card.id);
}
