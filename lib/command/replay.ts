/** `replay`: every line of some files through the real pipeline, then the verdicts. */
import { FACT_SOURCE } from '../../events/contract.ts';
import { quarantine, readQuarantine } from '../../functions/kernel/quarantine.ts';
import { unregistered } from '../../functions/verdicts/store/reports.ts';
import type { Host } from '../local/running-host.ts';
import { judgedReleases, reports } from './judged.ts';
import { type Line, linesOf } from './lines.ts';
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
