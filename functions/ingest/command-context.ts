/** What commands in comments need to know of the catalog. */
import { rubric as rubricEntity } from '../../events/contract.ts';
import type { Place } from '../domain/attribution/attributed.ts';
import type { CommandContext } from '../domain/attribution/command.ts';
import { readPeople } from '../domain/catalog/wire.ts';
import { featureState } from '../domain/feature.ts';
import { rubricAt, rubricVersions } from '../domain/grade/rubric.ts';
import type { Store } from '../kernel/store/store.ts';
import { readCatalogPage } from '../ledger/catalog.ts';
import { readLedger } from '../ledger/ledger.ts';
import { readStates } from '../ledger/snapshots.ts';

/** @param features those that are asked for @param now UTC instant */
export async function commandContext(
  table: Store,
  place: Place,
  features: readonly string[],
  now: string,
): Promise<CommandContext> {
  const states = await readStates(table, 'feature', featureState, features);
  const people = await readPeople((section, after) => readCatalogPage(table, section, after));
  const versions = rubricVersions((await readLedger(table, rubricEntity)).facts);
  return { ...place, people, feature: (id) => states.get(id), rubric: rubricAt(versions, now) };
}
