/** Releases with all that was said of them, under every name. */
import type { Fact } from '../../../events/catalogue.ts';
import { release as releaseEntity } from '../../../events/contract.ts';
import type { ReleaseState } from '../../catalog/model/release.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readCalendar } from '../../catalog/store/trains.ts';
import { compare } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';

export interface ReleaseHistory {
  readonly train: string;
  readonly state: ReleaseState;
  /** In order, also those of other spellings of its numbers. */
  readonly facts: readonly Fact[];
}

/** The newest releases of a train by date. */
export async function readHistories(
  table: Store,
  train: string,
  newest: number,
): Promise<readonly ReleaseHistory[]> {
  const { releases } = await readCalendar(table, train);
  return inParallel(releases.slice(-newest), async (state) => {
    const own = await readLedger(table, releaseEntity(state.release));
    const known = own.names.spans.map(({ name }) => name);
    const spellings = state.formerNames.filter((name) => !known.includes(name));
    const others = await inParallel(spellings, (name) => readLedger(table, releaseEntity(name)));
    const facts = [own, ...others]
      .flatMap((ledger) => ledger.facts)
      .toSorted(
        (a, b) => compare(a.detail.occurredAt, b.detail.occurredAt) || compare(a.detail.id, b.detail.id),
      );
    return { train, state, facts };
  });
}
