/** What each kind of fact, and each checked project, asks of the database. */
import { measureCalls } from './call-counts.ts';
import { type Count, purposes, scale, total } from './meter.ts';
import type { Benchmark } from './run.ts';
import { digits, type Row } from './table.ts';

const GOAL = '1 append, at most 1 summary, 1 query a ledger';

/** `1 append, 1 summary, 1 query; 2 WRU (0 of indexes), 1.5 RRU` */
function inWords(count: Count): string {
  if (total(count) === 0) return 'nothing';
  const calls = purposes
    .filter((each) => count.calls[each] > 0)
    .map((each) => `${digits(count.calls[each])} ${each}`);
  const { writes, indexWrites, reads } = count;
  return `${calls.join(', ')}; ${digits(writes)} WRU (${digits(indexWrites)} of indexes), ${digits(reads)} RRU`;
}

export const benchmark: Benchmark = async function* () {
  const { database, facts, share, together } = await measureCalls();
  const many = (ledgers: number) => (ledgers === 1 ? '' : ` (${ledgers} ledgers)`);
  const rows = (part: 'record' | 'check', goal?: string): Row[] =>
    facts.map(({ kind, ledgers, [part]: count }) => ({
      what: kind + many(ledgers),
      measured: inWords(count),
      ...(goal === undefined ? {} : { goal }),
    }));
  const scans = [...facts.flatMap(({ record, check }) => [record, check]), share.count];
  yield { title: `Record: database calls per fact (${database})`, rows: rows('record', GOAL) };
  yield {
    title: 'Check: database calls for what that fact announced (24 judged releases on the train)',
    rows: [
      ...rows('check'),
      {
        what: `${together.facts} plain changes of as many projects, handed over together: each`,
        measured: inWords(together.check),
      },
      {
        what: `judging a cut: each project of a team of ${share.projects}, judged for the first time`,
        measured: inWords(scale(share.count, 1 / share.projects)),
      },
      {
        what: 'scans, in all of the above',
        measured: String(scans.reduce((sum, { calls }) => sum + calls.scan, 0)),
        goal: '0',
      },
    ],
    notes: [
      'ReleaseCut asks for the judging, team by team; every tenth of the judged projects ships nothing',
    ],
  };
};
