/** What commands in comments need to know of the catalog. */
import { rubric as rubricEntity } from '../../../events/contract.ts';
import { featureState } from '../../catalog/model/feature.ts';
import { readPeople } from '../../catalog/model/import/wire.ts';
import { readCatalogPage } from '../../catalog/store/catalog.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { rubricAt, rubricVersions } from '../../grades/model/rubric.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Place } from '../model/attributed.ts';
import type { CommandContext } from '../model/command.ts';

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
