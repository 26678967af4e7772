/** Answers the commands in a comment by what the catalog knows. Loaded only for the few deliveries that have commands. */
import { rubric as rubricEntity } from '../../../events/contract.ts';
import { readPeople } from '../../catalog/model/import/wire.ts';
import { readCatalogPage } from '../../catalog/store/catalog.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { rubricAt, rubricVersions } from '../../grades/model/rubric.ts';
import type { Store } from '../../kernel/store/store.ts';
import { type Answer, answerCommands, featuresAsked } from '../model/answer-commands.ts';
import type { Origin } from '../model/attribution.ts';
import type { Commanded } from '../model/normalized-event.ts';

/** @param now UTC instant */
export async function answersTo(
  table: Store,
  commanded: Commanded,
  origin: Origin,
  now: string,
): Promise<Answer[]> {
  const states = await readStates(table, 'feature', featuresAsked(commanded, origin));
  const people = await readPeople((section, after) => readCatalogPage(table, section, after));
  const versions = rubricVersions((await readLedger(table, rubricEntity)).facts);
  const feature = (id: string) => states.get(id);
  return answerCommands(commanded, { ...origin, people, feature, rubric: rubricAt(versions, now) });
}
