/** Webhooks: their signatures, the CPU of one, how long senders wait at a steady rate, and the start of the function. */
import { deliveryTimes, signatureTimes } from './ingest-cpu.ts';
import { type Load, type Loaded, loaded } from './ingest-load.ts';
import type { Benchmark } from './run.ts';
import { startsOf } from './start.ts';
import { digits, quantile, type Row } from './table.ts';

const KB = 1024;
const GOAL_BYTES = 20 * KB;
const SIZES = [
  ['1 KB', KB],
  ['20 KB', GOAL_BYTES],
  ['1 MB', KB * KB],
] as const;

/** The goal's rate, and lower ones: what comes faster than one thread works shows only how long the queue has become. */
const LOADS: readonly Load[] = [
  { perSecond: 20, seconds: 10, isWhole: true },
  { perSecond: 50, seconds: 10, isWhole: false },
  { perSecond: 200, seconds: 30, isWhole: false },
  { perSecond: 200, seconds: 30, isWhole: true },
];
const GOAL_RATE = 200;

function signatureRows(): Row[] {
  return SIZES.flatMap(([size, bytes]) => {
    const times = signatureTimes(bytes);
    const goal = bytes === GOAL_BYTES ? { goal: '50 us' } : {};
    return [
      { what: `github (HMAC of the body), ${size}`, measured: `${digits(times.github)} us`, ...goal },
      { what: `Standard Webhooks, ${size}`, measured: `${digits(times.standard)} us`, ...goal },
    ];
  });
}

function loadRow({ perSecond, seconds, isWhole }: Load, result: Loaded): Row {
  const { latencies, late, statuses, unanswered, behind, dead } = result;
  const at = (share: number) => `${digits(quantile(latencies, share), 1)} ms`;
  const answers = Object.entries(statuses).map(([status, count]) => `${digits(count)} x ${status}`);
  const said = [
    `p50 ${at(0.5)}, p99 ${at(0.99)}, p99.9 ${at(0.999)}`,
    [...answers, ...(unanswered > 0 ? [`${digits(unanswered)} unanswered`] : [])].join(', '),
    ...(isWhole ? [`all judged ${digits(behind, 1)} s later, ${dead} dead letters`] : []),
    `sent late by p99 ${digits(quantile(late, 0.99), 1)} ms`,
  ];
  return {
    what: `${perSecond} a second for ${seconds} s, ${isWhole ? 'recorded and judged meanwhile' : 'ingest alone'}`,
    measured: said.join('; '),
    ...(perSecond === GOAL_RATE ? { goal: 'p99 50 ms' } : {}),
  };
}

export const benchmark: Benchmark = async function* () {
  yield { title: 'Signature check, CPU', rows: signatureRows() };
  const { bytes, whole } = deliveryTimes();
  const what = `verify, parse, understand, attribute, read the fact: a merged pull request of ${digits(bytes / KB, 1)} KB`;
  yield {
    title: 'CPU of one delivery, without waiting',
    rows: [{ what, measured: `${digits(whole / 1000, 3)} ms`, goal: '0.5 ms' }],
  };
  const rows: Row[] = [];
  for (const load of LOADS) rows.push(loadRow(load, await loaded(load)));
  yield {
    title:
      'Webhooks at the one-machine host, on disk: from when each was to be sent to the end of its answer',
    rows,
    notes: [
      'each is another merged pull request that ships; the sender is a process of its own and waits for no answer',
      'the database, the bus and the functions share one thread; on AWS they do not',
    ],
  };
  yield { title: 'Start of ingest in a fresh process', rows: await startsOf(['ingest']) };
};
