/** Kubernetes in a ledger of its own, with its verdicts. */
import type { Store } from '../../functions/kernel/store/store.ts';
import { pipelineOn } from '../support/pipeline.ts';
import type { Entry } from './entry.ts';

/** Records facts, with all that follows from them. Verdicts come out the same in whatever order facts arrive. */
export const kubernetesLedger = (table: Store, entries: readonly Entry[]): Promise<void> =>
  pipelineOn(table).tellTogether(entries);
