/** Own CPU per fact: understanding, folding, canonical JSON and building the requests, with no input or output. */
import { measureCpu } from './cpu-times.ts';
import type { Benchmark } from './run.ts';
import { digits } from './table.ts';

const GOAL = '0.5 ms';

export const benchmark: Benchmark = async function* () {
  const measured = await measureCpu();
  yield {
    title: 'CPU per plain ChangeMerged, without waiting',
    rows: measured.flatMap(({ depth, facts, own, withSdk }) => {
      const ledger = `ledger of ${depth} (${facts.toLocaleString('en')} facts)`;
      return [
        { what: `record, own, ${ledger}`, measured: `${digits(own.record, 3)} ms`, goal: GOAL },
        { what: `record, with the SDK's own work, ${ledger}`, measured: `${digits(withSdk.record, 3)} ms` },
        { what: `check of the same fact, own, ${ledger}`, measured: `${digits(own.check, 3)} ms` },
        { what: `check, with the SDK's own work, ${ledger}`, measured: `${digits(withSdk.check, 3)} ms` },
      ];
    }),
    notes: [
      'the answers of the database are those of a real one, played from memory; 24 judged releases on the train',
    ],
  };
};
