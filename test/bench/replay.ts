/** Facts in any order, with copies, through the functions of a host on disk; beside it, the same folded in memory. */
import { readFileSync } from 'node:fs';
import { canonicalJson, digestOf } from '../../events/canonical-json.ts';
import { projectOfVerdict } from '../../functions/kernel/store/keys.ts';
import { startHost } from '../../lib/local/host.ts';
import type { Entry } from '../support/facts.ts';
import { type Cost, costOf, inFreshProcess, withDirectory } from './measure.ts';
import { PlainLedgers } from './plain-fold.ts';
import type { Benchmark } from './run.ts';
import { digits, median, type Row, seconds, times } from './table.ts';

const DEMO = new URL('../../lib/local/demo/kubernetes.jsonl', import.meta.url);
/** Facts that are in flight at once, as the command `replay` has it. */
const TOGETHER = 100;

interface Stream {
  readonly name: string;
  /** Different facts: those of the demo, under as many names as it takes. */
  readonly distinct: number;
  /** How often each comes. */
  readonly copies: number;
  readonly seed: number;
  readonly goal?: string;
}

const SEED = 20;
const STREAMS: readonly Stream[] = [
  { name: '361 facts, three copies of each', distinct: 361, copies: 3, seed: SEED, goal: '3 s of CPU' },
  { name: 'the demo twenty times over, two copies of each', distinct: 20 * 160, copies: 2, seed: SEED },
];
const QUICK: readonly Stream[] = [{ name: 'the demo', distinct: 160, copies: 1, seed: SEED }];
const RUNS = 3;
/** From so many facts on, judging everything anew after each takes longer than anybody waits. */
const MAX_JUDGED_ANEW = 2_000;

/** The fields with names that a repetition of the demo changes. */
const NAMES = ['id', 'release', 'train', 'project', 'team', 'feature', 'flag'];

function streamOf({ distinct, copies, seed }: Stream): Entry[] {
  const demo: Entry[] = readFileSync(DEMO, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const facts = Array.from({ length: distinct }, (_, at) => {
    const world = Math.floor(at / demo.length);
    const fact = demo[at % demo.length];
    if (fact === undefined) throw new TypeError('The demo is empty.');
    const renamed = Object.entries(fact.detail).map(([name, value]) =>
      NAMES.includes(name) && world > 0 ? [name, `${value}-${world}`] : [name, value],
    );
    return { ...fact, detail: Object.fromEntries(renamed) };
  });
  return shuffled(Array.from({ length: copies }, () => facts).flat(), seed);
}

/** Fisher and Yates, by a generator of Lehmer's. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const all = [...items];
  let state = seed;
  for (let last = all.length - 1; last > 0; last -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (last + 1);
    const [a, b] = [all[last], all[other]];
    if (a !== undefined && b !== undefined) [all[last], all[other]] = [b, a];
  }
  return all;
}

const ways = ['host', 'folded once', 'folded after each fact'] as const;

interface Replayed extends Cost {
  readonly verdicts: number;
  /** Digest of all verdicts: all that is compared gives the same. */
  readonly digest: string;
}

const replayed = inFreshProcess(
  import.meta.url,
  ({ stream, way }: { readonly stream: Stream; readonly way: (typeof ways)[number] }): Promise<Replayed> => {
    const entries = streamOf(stream);
    return way === 'host' ? onHost(entries) : inMemory(entries, way === 'folded after each fact');
  },
);

/** From the first fact to the last verdict; what the functions need to load is part of it. */
const onHost = (entries: readonly Entry[]): Promise<Replayed> =>
  withDirectory(async (data) => {
    const host = await startHost({ data, listens: false, clock: false });
    const cost = await costOf(async () => {
      for (let from = 0; from < entries.length; from += TOGETHER) {
        await host.publish(entries.slice(from, from + TOGETHER));
        await host.idle();
      }
    });
    const verdicts: unknown[] = [];
    for await (const page of host.store.scan())
      verdicts.push(...page.flatMap((item) => (projectOfVerdict(item) === undefined ? [] : [item.value])));
    await host.stop();
    return { ...cost, ...compared(verdicts) };
  });

async function inMemory(entries: readonly Entry[], isAfterEach: boolean): Promise<Replayed> {
  let verdicts: readonly unknown[] = [];
  const cost = await costOf(async () => {
    const ledgers = new PlainLedgers();
    for (const entry of entries) if (ledgers.add(entry) && isAfterEach) verdicts = ledgers.judged();
    verdicts = ledgers.judged();
  });
  return { ...cost, ...compared(verdicts) };
}

function compared(verdicts: readonly unknown[]) {
  const texts = verdicts.map((each) => canonicalJson(each)).filter((text) => text !== 'null');
  return { verdicts: texts.length, digest: digestOf(texts.sort().join('\n')) };
}

interface Run extends Replayed {
  readonly way: (typeof ways)[number];
}

class VerdictsDifferError extends Error {
  override readonly name = 'VerdictsDifferError';
}

/** The run in the middle. */
async function typical(stream: Stream, way: (typeof ways)[number], runs: number): Promise<Replayed> {
  const all: Replayed[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await replayed({ stream, way }));
  const cpu = median(all.map((each) => each.cpu));
  return all.find((each) => each.cpu === cpu) ?? replayed({ stream, way });
}

const rowOf = ({ distinct, copies, goal }: Stream, run: Run, plain: Replayed): Row => {
  const each = digits(run.cpu / (distinct * copies));
  return {
    what: run.way === 'host' ? 'recorded and judged by the host, on disk' : `in memory, ${run.way}`,
    measured:
      `${seconds(run.cpu)} of CPU (${each} ms a fact), ${seconds(run.wall)}: ` +
      `${times(run.cpu, plain.cpu)} the plain fold; ${run.verdicts} verdicts`,
    ...(run.way === 'host' && goal !== undefined ? { goal } : {}),
  };
};

export const benchmark: Benchmark = async function* (quick) {
  for (const stream of quick ? QUICK : STREAMS) {
    const facts = stream.distinct * stream.copies;
    const affordable = ways.filter((way) => way !== 'folded after each fact' || facts < MAX_JUDGED_ANEW);
    const runs: Run[] = [];
    for (const way of affordable) runs.push({ way, ...(await typical(stream, way, quick ? 1 : RUNS)) });
    const plain = runs.find(({ way }) => way === 'folded once');
    if (plain === undefined || runs.some(({ digest }) => digest !== plain.digest))
      throw new VerdictsDifferError(`Of seed ${stream.seed}, not all come to the same verdicts.`);
    yield {
      title: `Replay of ${digits(facts)} shuffled facts: ${stream.name} (seed ${stream.seed})`,
      rows: runs.map((run) => rowOf(stream, run, plain)),
      notes: [
        'in memory: the same pure functions with no store, no links and no queue; same verdicts, byte for byte',
      ],
    };
  }
};
