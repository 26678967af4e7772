/** Kubernetes in a ledger of its own, with its verdicts. */
import type { Store } from '../../functions/kernel/store/store.ts';
import { pipelineOn } from '../support/pipeline.ts';
import { store } from '../support/store.ts';
import type { Entry } from './entry.ts';
import { JUDGED, releaseId } from './kubernetes-calendar.ts';

/**
 * Keeps facts, and judges the releases that are judged. The cuts are told last, one after the other: then each release is
 * judged once, with all that there is, as it is in the end in whatever order facts come.
 */
export async function kubernetesLedger(table: Store, entries: readonly Entry[]): Promise<void> {
  const judged = new Set(JUDGED.map(releaseId));
  const isCut = (one: Entry) => one['detail-type'] === 'ReleaseCut' && judged.has(String(one.detail.release));
  await store(
    table,
    entries.filter((one) => !isCut(one)),
  );
  await pipelineOn(table).tell(...entries.filter(isCut));
}
