/** What `replay` and `check` do on a host: every line of some files goes through the real pipeline, releases are judged again; then the verdicts. */
import { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../../../events/contract.ts';
import { readCalendar, readTrains, teamsToAsk } from '../../../functions/catalog/store/trains.ts';
import { quarantine, readQuarantine } from '../../../functions/kernel/ledger/quarantine.ts';
import type { ReleaseReport } from '../../../functions/verdicts/model/report.ts';
import { checkRequested } from '../../../functions/verdicts/model/verdict-announcements.ts';
import { releaseReport, unregistered } from '../../../functions/verdicts/store/reports.ts';
import type { Host } from '../../local/host.ts';
import { type Line, linesOf } from '../lines.ts';
import type { Outcome, Quarantine } from './outcome.ts';

/** Lines that are in flight at once: enough to keep the functions busy, few enough to hold in memory. */
const TOGETHER = 100;

export interface Replaying {
  readonly host: Host;
  /** UTC instant. */
  readonly now: string;
  /** Told how many lines are through. */
  readonly progress: (lines: number) => void;
}

/** @throws {InputUnreadableError} before anything of the file that cannot be read is published */
export async function replay(replaying: Replaying, files: readonly string[]): Promise<Outcome> {
  const { host } = replaying;
  const told = new Map<string, Line>();
  const quarantined: Quarantine[] = [];
  let events = 0;
  for (const file of files) {
    for await (const lines of together(linesOf(file))) {
      events += lines.length;
      for (const line of lines) if (line.read.ok) told.set(line.read.digest, line);
      quarantined.push(...(await deliver(replaying, lines)));
      replaying.progress(events);
    }
  }
  quarantined.push(...(await reused(host, told)));
  // All of them were judged on the way, as the pipeline judges them: nothing is in flight any more.
  const releases = await reports(host, await judgedReleases(host));
  return { events, quarantined, unregistered: await unregistered(host.store), releases };
}

async function* together(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let waiting: Line[] = [];
  for await (const line of lines) {
    waiting.push(line);
    if (waiting.length < TOGETHER) continue;
    yield waiting;
    waiting = [];
  }
  if (waiting.length > 0) yield waiting;
}

/** Publishes what is a fact, quarantines what is not, and waits until nothing is in flight. */
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

/** The lines whose id stood for another event already: kept, and not counted. */
async function reused({ store }: Host, told: ReadonlyMap<string, Line>): Promise<Quarantine[]> {
  const held = (await readQuarantine(store)).filter(({ reason }) => reason === 'ID_REUSED');
  return held.flatMap(({ reason, message, digest }) => {
    const line = told.get(digest);
    return line === undefined ? [] : [{ file: line.file, line: line.line, reason: `${reason}: ${message}` }];
  });
}

interface Judged {
  readonly release: string;
  readonly train: string;
}

/** Every release that was cut or published and counts, by train, in the train's order. */
export async function judgedReleases({ store }: Host): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const train of (await readTrains(store)).sort()) {
    const calendar = await readCalendar(store, train);
    judged.push(...calendar.judged.map(({ release }) => ({ release, train })));
  }
  return judged;
}

/** Judges releases again, whatever was judged before, and reads their verdicts. @param now UTC instant */
export async function judgeAgain(
  host: Host,
  releases: readonly Judged[],
  now: string,
): Promise<ReleaseReport[]> {
  for (const { release } of releases) {
    const teams = await teamsToAsk(host.store, release);
    const requests = teams.map((team) => checkRequested(release, team, `command ${now}`, now));
    await host.publish(
      requests.map(({ type, detail }) => ({ source: ANNOUNCEMENT_SOURCE, 'detail-type': type, detail })),
    );
  }
  await host.idle();
  return reports(host, releases);
}

async function reports({ store }: Host, releases: readonly Judged[]): Promise<ReleaseReport[]> {
  const read = await Promise.all(releases.map(({ release }) => releaseReport(store, release)));
  return read.flatMap((report) => report ?? []);
}
