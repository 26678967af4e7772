/** Counts the database work of each kind of fact, and of what it leads `check` to do. Benchmark `cost` prices it. */
import { readFact } from '../../events/read.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { conformingDatabase, TABLE_NAME } from './databases.ts';
import { change, cut, type Entry, earlier, entry, scheduled, started } from './entries.ts';
import { type Count, meter, scale } from './meter.ts';
import { batchSizeOf, calendar, checked, forCheck, grow, RELEASES, recorded, settled } from './pipeline.ts';

export interface Counted {
  readonly kind: string;
  /** Ledgers that the fact belongs to. */
  readonly ledgers: number;
  readonly record: Count;
  /** By `check`, for what `record` announced; of a cut without the judging itself. */
  readonly check: Count;
  /** Announcements of `record`, and how many of them reach `check`. */
  readonly announced: number;
  readonly forCheck: number;
  /** Of the fact as an event on the bus. */
  readonly bytes: number;
}

export interface Counts {
  readonly database: string;
  readonly facts: readonly Counted[];
  /** Of plain changes, live, each of another project, that are handed to `check` together: per fact. */
  readonly together: { readonly facts: number; readonly check: Count };
  /** One team's projects judged in one release for the first time. */
  readonly share: { readonly projects: number; readonly count: Count };
}

const TEAM = 50;
/** As many as the queue hands over at once. */
const TOGETHER = batchSizeOf('check', 'advanced');
const LIVE = '2022-01-15T09:00:00Z';
/** Before the last two cuts. */
const LATE = '2021-11-15T09:00:00Z';
/** Before the cut that a team is judged for. */
const SHARED = '2021-12-15T09:00:00Z';

/** Ledgers of these lengths get one more plain change. */
const DEPTHS = [1, 20, 200, 1000];
const inLedgerOf = (depth: number) => `ChangeMerged, plain, in a ledger of ${depth.toLocaleString('en')}`;
/** What `cost` takes for the usual one. */
const USUAL_DEPTH = 20;
export const USUAL = inLedgerOf(USUAL_DEPTH);
export const BEHIND_FLAG = 'ChangeMerged, behind a flag';

const feature = (project: string, maturity: string) =>
  entry('FeatureRegistered', LIVE, {
    feature: 'sort',
    title: 'Sort',
    team: 'search',
    maturity,
    project,
    flag: 'sort',
  });

/** In order: each finds what those before it left. */
const kinds = (): readonly (readonly [string, Entry])[] => {
  const again = change('of-20', LIVE);
  return [
    ...DEPTHS.map((depth) => [inLedgerOf(depth), change(`of-${depth}`, LIVE)] as const),
    ['FeatureRegistered, new', feature('of-20', 'beta')],
    ['FeatureRegistered, with another maturity', feature('of-20', 'ga')],
    [BEHIND_FLAG, change('of-20', LIVE, { flag: 'sort', feature: 'sort' })],
    ['ChangeMerged, new', again],
    ['ChangeMerged, the same once more', again],
    ['ChangeMerged, late: two judged releases', change('of-20', LATE)],
    ['FeatureFlagChanged', entry('FeatureFlagChanged', LIVE, { flag: 'sort', enabledByDefault: true })],
    ['ProjectStarted', started('new', LIVE, 'search')],
    ['TeamRegistered', entry('TeamRegistered', LIVE, { team: 'search', title: 'Search' })],
    ['ReleaseScheduled', scheduled(RELEASES + 1)],
    ['ReleaseCut', cut(RELEASES + 1)],
  ];
};

async function count(table: Store, take: () => Count, kind: string, fact: Entry): Promise<Counted> {
  const read = readFact(fact);
  take();
  const announced = await recorded(table, fact);
  const record = take();
  let left = await checked(table, announced);
  const check = take();
  const reached = forCheck(announced).length;
  // What this leads to is no part of it, but of what comes after it.
  while (left.length > 0) left = await checked(table, left);
  const ledgers = read.ok ? read.entities.length : 0;
  const bytes = Buffer.byteLength(JSON.stringify(fact));
  return { kind, ledgers, record, check, announced: announced.length, forCheck: reached, bytes };
}

async function share(table: Store, take: () => Count): Promise<Counts['share']> {
  const projects = Array.from({ length: TEAM }, (_, at) => `share-${at}`);
  for (const [at, project] of projects.entries()) {
    await recorded(table, started(project, '2021-12-02T00:00:00Z', 'sharing'));
    // Every tenth ships nothing.
    if (at % 10 > 0) await recorded(table, change(project, SHARED));
  }
  const announced = await recorded(table, cut(RELEASES));
  const asked = await checked(table, announced);
  take();
  await checked(
    table,
    asked.filter(({ detail }) => detail.team === 'sharing'),
  );
  return { projects: TEAM, count: take() };
}

async function together(table: Store, take: () => Count): Promise<Counts['together']> {
  const announced: Entry[] = [];
  for (let at = 0; at < TOGETHER; at += 1) {
    await grow(table, earlier(`together-${at}`, USUAL_DEPTH));
    announced.push(...(await recorded(table, change(`together-${at}`, LIVE))));
  }
  take();
  await checked(table, announced);
  return { facts: TOGETHER, check: scale(take(), 1 / TOGETHER) };
}

let once: Promise<Counts> | undefined;

/** Measured once in a process. */
export function measureCalls(): Promise<Counts> {
  once ??= measure();
  return once;
}

async function measure(): Promise<Counts> {
  const database = await conformingDatabase();
  const table = { documents: database.client, name: TABLE_NAME };
  try {
    await settled(table, calendar());
    for (const depth of DEPTHS) await grow(table, earlier(`of-${depth}`, depth));
    const take = meter(database.client);
    const all = kinds();
    const facts: Counted[] = [];
    const sharing = await share(table, take);
    const joined = await together(table, take);
    for (const [kind, fact] of all) facts.push(await count(table, take, kind, fact));
    return { database: database.title, facts, together: joined, share: sharing };
  } finally {
    await database.close();
  }
}
