/** What `replay` and `check` do on a host: publish the lines of files, judge releases again, and read the verdicts. */
import { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../../../events/contract.ts';
import { readPeople } from '../../../functions/catalog/model/import/wire.ts';
import { whoIs } from '../../../functions/catalog/model/speakers.ts';
import { readCatalogPage } from '../../../functions/catalog/store/catalog.ts';
import { readCalendar, readTrains, teamsToAsk } from '../../../functions/catalog/store/trains.ts';
import { quarantine, readQuarantine } from '../../../functions/kernel/ledger/quarantine.ts';
import type { ReleaseReport } from '../../../functions/verdicts/model/report.ts';
import { checkRequested } from '../../../functions/verdicts/model/verdict-announcements.ts';
import { releaseReport, trainReports, unregistered } from '../../../functions/verdicts/store/reports.ts';
import type { Host } from '../../local/host.ts';
import { type Line, linesOf } from './lines.ts';
import type { Names, Outcome, Quarantine } from './outcome.ts';

/** Lines in flight at once: enough to keep the functions busy, few enough to hold in memory. */
const BATCH = 100;
/** Teams that are judged between two reports of progress. */
const TEAMS_TOGETHER = 20;

export interface Replaying {
  readonly host: Host;
  readonly now: string;
  /** Called with the number of lines processed so far. */
  readonly progress: (lines: number) => void;
}

/** @throws {CommandRefusedError} before anything of the file that cannot be read is published */
export async function replay(replaying: Replaying, files: readonly string[]): Promise<Outcome> {
  const { host } = replaying;
  const sent = new Map<string, Line>();
  const quarantined: Quarantine[] = [];
  let events = 0;
  for (const file of files) {
    for await (const lines of batches(linesOf(file))) {
      events += lines.length;
      for (const line of lines) if (line.read.ok) sent.set(line.read.digest, line);
      quarantined.push(...(await deliver(replaying, lines)));
      replaying.progress(events);
    }
  }
  quarantined.push(...(await reused(host, sent)));
  // Nothing is in flight any more, so the pipeline has judged all of them.
  const releases = await reports(host, await judgedReleases(host));
  const trains = await trainReports(host.store);
  const unscheduled = trains.flatMap((train) => train.unscheduled);
  return { events, quarantined, unregistered: await unregistered(host.store), releases, unscheduled };
}

async function* batches(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let waiting: Line[] = [];
  for await (const line of lines) {
    waiting.push(line);
    if (waiting.length < BATCH) continue;
    yield waiting;
    waiting = [];
  }
  if (waiting.length > 0) yield waiting;
}

/** Publishes the lines that are facts, quarantines the others, and waits until nothing is in flight. */
async function deliver({ host, now }: Replaying, lines: readonly Line[]): Promise<Quarantine[]> {
  const quarantined: Quarantine[] = [];
  const facts = [];
  for (const { file, line, read } of lines) {
    if (read.ok) {
      facts.push({ source: FACT_SOURCE, 'detail-type': read.fact.type, detail: JSON.parse(read.body) });
      continue;
    }
    await quarantine(host.store, read, now);
    quarantined.push({ file, line, reason: `${read.refusal}: ${read.message}` });
  }
  await host.publish(facts);
  await host.idle();
  return quarantined;
}

/** The lines whose id another event already has: quarantined, and not counted. */
async function reused({ store }: Host, sent: ReadonlyMap<string, Line>): Promise<Quarantine[]> {
  const held = (await readQuarantine(store)).filter(({ reason }) => reason === 'ID_REUSED');
  return held.flatMap(({ reason, message, digest }) => {
    const line = sent.get(digest);
    return line === undefined ? [] : [{ file: line.file, line: line.line, reason: `${reason}: ${message}` }];
  });
}

type Judged = Pick<ReleaseReport, 'release' | 'train'>;

/** Every judged release, by train, in the train's order. */
export async function judgedReleases({ store }: Host): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const train of (await readTrains(store)).sort()) {
    const calendar = await readCalendar(store, train);
    judged.push(...calendar.judged.map(({ release }) => ({ release, train })));
  }
  return judged;
}

/** Judges releases again, some teams at a time, and reads their verdicts. @param progressOf of that many teams */
export async function judgeAgain(
  host: Host,
  releases: readonly Judged[],
  now: string,
  progressOf: (teams: number) => (done: number) => void,
) {
  const asked = await Promise.all(
    releases.map(async ({ release }) =>
      (await teamsToAsk(host.store, release)).map((team) => ({ release, team })),
    ),
  );
  const requests = asked.flat().map(({ release, team }) => {
    const { type, detail } = checkRequested(release, team, `command ${now}`, now);
    return { source: ANNOUNCEMENT_SOURCE, 'detail-type': type, detail };
  });
  const progress = progressOf(requests.length);
  for (let from = 0; from < requests.length; from += TEAMS_TOGETHER) {
    const some = requests.slice(from, from + TEAMS_TOGETHER);
    await host.publish(some);
    await host.idle();
    progress(from + some.length);
  }
  return reports(host, releases);
}

async function reports({ store }: Host, releases: readonly Judged[]): Promise<ReleaseReport[]> {
  const read = await Promise.all(releases.map(({ release }) => releaseReport(store, release)));
  return read.flatMap((report) => report ?? []);
}

/** What people who granted exemptions are called; a reference that the catalog does not know is left out. */
export async function approverNames({ store }: Host, releases: readonly ReleaseReport[]): Promise<Names> {
  const evidence = releases.flatMap(({ projects }) => projects.flatMap((project) => project.evidence));
  const approvers = new Set(evidence.flatMap(({ approver }) => approver ?? []));
  if (approvers.size === 0) return new Map();
  const people = await readPeople((section, after) => readCatalogPage(store, section, after));
  return new Map(
    [...approvers].flatMap((approver) => {
      const found = whoIs(approver, people);
      return found.known ? [[approver, found.name] as const] : [];
    }),
  );
}
