/** What each command does, from its words to its exit status. */
import { dump } from '../../functions/kernel/derived/dump.ts';
import { releaseReport } from '../../functions/verdicts/store/reports.ts';
import { mustHold } from '../local/data-directory.ts';
import type { Host } from '../local/host.ts';
import { startHost } from '../local/host.ts';
import { readLedger } from '../local/storage.ts';
import { InputError } from './input-error.ts';
import type { Terminal } from './terminal.ts';
import { asJson, asText, type Outcome } from './verdicts/outcome.ts';
import { judgeAgain, judgedReleases, replay } from './verdicts/replay.ts';

class ReleaseUnknownError extends InputError {
  override readonly name = 'ReleaseUnknownError';
}

interface Options {
  readonly json?: boolean;
  readonly data?: string;
}

export async function onHost<Result>(
  data: string | undefined,
  work: (host: Host) => Promise<Result>,
): Promise<Result> {
  const host = await startHost({ data, listens: false, clock: false });
  try {
    await host.idle();
    return await work(host);
  } finally {
    await host.stop();
  }
}

function print(terminal: Terminal, outcome: Outcome, json: boolean | undefined): void {
  terminal.out(json ? asJson(outcome) : asText(outcome));
}

/** @param now UTC instant */
export async function runReplay(
  terminal: Terminal,
  files: readonly string[],
  { json, data }: Options,
  now: string,
) {
  const progress = (lines: number) => {
    if (terminal.isInteractive) terminal.err(`\r${lines.toLocaleString('en')} lines`);
  };
  await onHost(data, async (host) => {
    const outcome = await replay({ host, now, progress }, files);
    if (terminal.isInteractive) terminal.err('\n');
    for (const { file, line, reason } of outcome.quarantined) terminal.err(`${file}:${line}: ${reason}\n`);
    for (const { reason } of host.deadLetters()) terminal.err(`An event could not be processed: ${reason}\n`);
    print(terminal, outcome, json);
  });
}

/** @param now UTC instant @throws {ReleaseUnknownError} */
export async function runCheck(terminal: Terminal, release: string, { json, data }: Options, now: string) {
  if (data !== undefined) mustHold(data);
  await onHost(data, async (host) => {
    const report = await releaseReport(host.store, release);
    if (report === undefined) throw new ReleaseUnknownError(await unknown(host, release, data));
    const judged = (await judgedReleases(host)).filter((each) => each.release === report.release);
    const releases = await judgeAgain(host, judged, now);
    if (judged.length === 0) terminal.err(`${notJudged(report.release, report.state, report.counts)}\n`);
    print(terminal, { events: 0, quarantined: [], unregistered: [], releases }, json);
  });
}

function notJudged(release: string, state: string, counts: boolean): string {
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

/** Reads the ledger of a data directory, beside a running host, too. */
export async function runDump(
  terminal: Terminal,
  { data }: { readonly data: string },
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const ledger = await readLedger(data, environment);
  try {
    for (const line of await dump(ledger.store)) terminal.out(line);
  } finally {
    ledger.close();
  }
}
