/** `replay` and `check`: what they print, and the remarks beside it. */
import type { ReleaseReport } from '../../../functions/verdicts/model/report.ts';
import { releaseReport } from '../../../functions/verdicts/store/reports.ts';
import { mustHold } from '../../local/data-directory.ts';
import type { Host } from '../../local/host.ts';
import { onHost } from '../data-target.ts';
import { CommandRefusedError } from '../input-error.ts';
import { countOn, progressOn, type Terminal } from '../terminal.ts';
import { asJson, asText, type Outcome } from './outcome.ts';
import { approverNames, judgeAgain, judgedReleases, replay } from './replay.ts';

interface Options {
  readonly json?: boolean;
  readonly data?: string;
}

async function print(terminal: Terminal, host: Host, outcome: Outcome, json: boolean | undefined) {
  terminal.out(json ? asJson(outcome) : asText(outcome, await approverNames(host, outcome.releases)));
}

/** @param clock milliseconds since 1970 */
export async function runReplay(
  terminal: Terminal,
  files: readonly string[],
  options: Options,
  now: string,
  clock = Date.now,
) {
  const { tell: progress, end } = countOn(terminal, 'lines', clock);
  await onHost(options.data, async (host) => {
    const outcome = await replay({ host, now, progress }, files);
    end();
    for (const { file, line, reason } of outcome.quarantined) terminal.err(`${file}:${line}: ${reason}\n`);
    for (const { reason } of host.deadLetters()) terminal.err(`An event could not be processed: ${reason}\n`);
    await print(terminal, host, outcome, options.json);
  });
}

/** @throws {CommandRefusedError} */
/** @param clock milliseconds since 1970 */
export async function runCheck(
  terminal: Terminal,
  release: string,
  { json, data }: Options,
  now: string,
  clock = Date.now,
) {
  if (data !== undefined) mustHold(data);
  await onHost(data, async (host) => {
    const report = await releaseReport(host.store, release);
    if (report === undefined) throw new CommandRefusedError(await unknown(host, release, data));
    const judged = (await judgedReleases(host)).filter((each) => each.release === report.release);
    const releases = await judgeAgain(host, judged, now, (teams) =>
      progressOn(terminal, teams, 'teams', clock),
    );
    if (judged.length === 0) terminal.err(`${notJudged(report)}\n`);
    const unscheduled = report.unscheduled === undefined ? [] : [report];
    await print(
      terminal,
      host,
      { events: 0, quarantined: [], unregistered: [], releases, unscheduled },
      json,
    );
  });
}

function notJudged({ release, state, counts, unscheduled }: ReleaseReport): string {
  if (unscheduled !== undefined) return `${release} waits: ${unscheduled.because}`;
  if (state === 'cancelled') return `${release} was cancelled, so it is not judged.`;
  return counts
    ? `${release} is neither cut nor published yet, so it is not judged yet.`
    : `${release} is of a kind that is not judged.`;
}

async function unknown(host: Host, release: string, data: string | undefined): Promise<string> {
  const known = (await judgedReleases(host)).map((each) => each.release);
  const hint = known.length === 0 ? 'It knows of no judged release.' : `Judged so far: ${known.join(', ')}.`;
  return `No scheduled release is called ${release} in ${data ?? 'this ledger'}. ${hint}`;
}
