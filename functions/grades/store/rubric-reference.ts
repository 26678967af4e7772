/** Reads the rubric with all its versions, and the titles of the teams that own its categories. */
import { rubric as rubricEntity } from '../../../events/contract.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/states.ts';
import type { Store } from '../../kernel/store/store.ts';
import { rubricAt, rubricVersions } from '../model/rubric.ts';
import { type RubricReference, rubricReferenceOf } from '../model/rubric-reference.ts';

/** @param now UTC instant: the version that holds then is described */
export async function readRubricReference(store: Store, now: string): Promise<RubricReference> {
  const versions = rubricVersions((await readLedger(store, rubricEntity)).facts);
  const holding = rubricAt(versions, now);
  const owners = new Set((holding?.categories ?? []).map(({ team }) => team));
  const teams = await readStates(store, 'team', owners);
  return rubricReferenceOf(
    versions,
    holding,
    new Map([...teams].map(([id, { title }]) => [id, title ?? id])),
  );
}
