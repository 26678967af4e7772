/** What a start prints: where things are, how the newest releases went, and the newest digest. */
import { join } from 'node:path';
import type { Digest } from '../../functions/digests/model/model.ts';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import { EVERYBODY } from '../../functions/digests/store/audiences.ts';
import { lastDigestPeriod, readDigest } from '../../functions/digests/store/digests.ts';
import { API_TOKEN, webhookSecret } from '../../functions/kernel/environment.ts';
import { digestAddress } from '../../functions/kernel/model/addresses.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import type { Outline } from '../../functions/outline/shape.ts';
import { asText } from '../../functions/outline/text.ts';
import type { ReleaseLine, ReleaseReport } from '../../functions/verdicts/model/report.ts';
import { hasShipped, isFlagged } from '../../functions/verdicts/model/verdict.ts';
import { releaseReport, trainReports } from '../../functions/verdicts/store/reports.ts';
import { DEMO_PERIOD, loadDemo, makeDemoDigests } from './demo.ts';
import type { Host } from './host.ts';
import { API_TOKEN_FILE } from './secrets.ts';

/**
 * Loads the demo if the ledger is empty, and yields lines, each as soon as it is known.
 * @param directory the data directory of the host; undefined in memory
 */
export async function* greeting(
  host: Host,
  directory: string | undefined,
  environment: NodeJS.ProcessEnv,
): AsyncGenerator<string> {
  yield whereIsApiToken(directory, environment);
  yield whichWebhooks(host, directory);
  const isLoaded = await loadDemo(host);
  if (isLoaded) yield 'The ledger was empty: it now holds the demo.';
  yield* await findings(host.store);
  if (isLoaded) await makeDemoDigests(host.store);
  yield* isLoaded ? ['', ...(await demoDigest(host))] : await newestDigest(host);
}

/** Where to find the token, without printing it. */
export function whereIsApiToken(data: string | undefined, environment: NodeJS.ProcessEnv): string {
  if (environment[API_TOKEN]?.trim()) return `The API takes the token in ${API_TOKEN}.`;
  return data === undefined
    ? `The API takes a random token that is not shown; set ${API_TOKEN} to choose it.`
    : `The API takes the token in ${join(data, API_TOKEN_FILE)}.`;
}

/** Where deliveries are accepted, or how to connect the first sender. */
export function whichWebhooks(host: Pick<Host, 'address' | 'connected'>, data: string | undefined): string {
  const open = host.connected().map((sender) => `${host.address}/webhooks/${sender}`);
  const how =
    data === undefined
      ? `set ${webhookSecret('github')}`
      : `npm run shipshape -- webhook-secret github${data === '.shipshape' ? '' : ` --data ${data}`}`;
  return open.length === 0
    ? `No webhook is connected yet. To connect GitHub: ${how}`
    : `Webhooks are taken at ${open.join(', ')}`;
}

const MAX_TRAINS = 5;
const MAX_NAMES = 6;

/** A line about the newest judged release of each train. */
export async function findings(store: Store): Promise<string[]> {
  const trains = await trainReports(store);
  const newest = trains.flatMap(({ releases }) => releases.find(isJudged) ?? []).slice(0, MAX_TRAINS);
  const reports = await Promise.all(newest.map(({ release }) => releaseReport(store, release)));
  return reports.flatMap((report) => (report === undefined ? [] : [sentence(report)]));
}

const isJudged = ({ counts, state }: ReleaseLine): boolean =>
  counts && (state === 'cut' || state === 'published');

function sentence({ train, version, release, projects }: ReleaseReport): string {
  const shipped = projects.filter(({ verdict }) => hasShipped(verdict));
  const silent = projects.filter(({ verdict }) => isFlagged(verdict)).toSorted((a, b) => b.streak - a.streak);
  const name =
    version === undefined ? release : `${train.charAt(0).toUpperCase()}${train.slice(1)} ${version}`;
  const score = `${name}: ${shipped.length} of ${shipped.length + silent.length} projects shipped`;
  if (silent.length === 0) return `${score}.`;
  const names = silent
    .slice(0, MAX_NAMES)
    .map(({ project, streak }) => (streak > 1 ? `${project} (${streak} in a row)` : project));
  const more = silent.length > MAX_NAMES ? ` and ${silent.length - MAX_NAMES} more` : '';
  return `${score}; nothing from ${names.join(', ')}${more}.`;
}

/** Lines printed of a digest. */
const MAX_LINES = 25;
/** Items printed of each of its sections. */
const MAX_ITEMS = 3;

type DigestHost = Pick<Host, 'store' | 'address'>;

/** The demo's digest of all teams as lines of text; none if it was not made. */
export async function demoDigest(host: DigestHost): Promise<string[]> {
  const digest = await readDigest(host.store, EVERYBODY, DEMO_PERIOD);
  return digest === undefined ? [] : shortText(outlineOn(host, digest));
}

/** The subject and the address of the newest digest of all teams; nothing while there is none. */
export async function newestDigest(host: DigestHost): Promise<string[]> {
  const period = await lastDigestPeriod(host.store, EVERYBODY, 'month');
  const digest = period === undefined ? undefined : await readDigest(host.store, EVERYBODY, period);
  if (digest === undefined) return [];
  const { subject, page } = outlineOn(host, digest);
  return [`${subject}.`, `  ${page}`];
}

const outlineOn = ({ address }: DigestHost, digest: Digest): Outline =>
  outlineOf(digest, {
    page: `${address}${digestAddress(digest.audience, digest.period)}`,
    confirm: () => undefined,
  });

/** Drops blocks from the end, where the least important are, until it fits. */
function shortText(outline: Outline): string[] {
  const withBlocks = (count: number) => {
    const shown = { ...outline, blocks: outline.blocks.slice(0, count), trend: [] };
    return asText(shown, MAX_ITEMS).trimEnd().split('\n');
  };
  const fewer = outline.blocks.map((_, cut) => withBlocks(outline.blocks.length - cut));
  return fewer.find((lines) => lines.length <= MAX_LINES) ?? withBlocks(0);
}
