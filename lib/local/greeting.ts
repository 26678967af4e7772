/** What a start prints: where things are, how the newest releases went, and the newest digest. */
import { join, resolve } from 'node:path';
import { readTrains } from '../../functions/catalog/store/trains.ts';
import type { Digest } from '../../functions/digests/model/model.ts';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import { EVERYBODY } from '../../functions/digests/store/audiences.ts';
import { lastDigestPeriod, readDigest } from '../../functions/digests/store/digests.ts';
import { API_TOKEN, webhookSecret } from '../../functions/kernel/environment.ts';
import { digestAddress, releaseAddress } from '../../functions/kernel/model/addresses.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import type { Outline } from '../../functions/outline/shape.ts';
import { asText } from '../../functions/outline/text.ts';
import type { ReleaseLine, ReleaseReport } from '../../functions/verdicts/model/report.ts';
import { hasShipped, isFlagged } from '../../functions/verdicts/model/verdict.ts';
import { releaseReport, trainReports } from '../../functions/verdicts/store/reports.ts';
import { COMMAND, START } from '../called.ts';
import { SHOP_COMING, SHOP_TRAIN } from './demo/shop.ts';
import { isEmpty, loadDemo, makeDemoDigests } from './demo.ts';
import { emailOfGit } from './git.ts';
import type { Host } from './host.ts';
import { API_TOKEN_FILE } from './secrets.ts';
import { howToSignIn } from './sign-in-link.ts';

/** What a start is asked for. */
export interface StartOptions {
  /** The data directory; undefined in memory. */
  readonly data: string | undefined;
  /** Whether the user named it: the demo is loaded into an empty ledger of the default directory. */
  readonly isNamed: boolean;
  /** Whether the demo is asked for. */
  readonly demo: boolean;
}

/** Loads the demo where it belongs, and yields lines, each as soon as it is known. */
export async function* greeting(
  host: Host,
  options: StartOptions,
  environment: NodeJS.ProcessEnv,
): AsyncGenerator<string> {
  const { data } = options;
  // Messages that an earlier process left may be the user's own facts, so they are processed first.
  await host.idle();
  const hasNothing = await isEmpty(host.store);
  const loads = hasNothing && (options.demo || (!options.isNamed && data !== undefined));
  if (loads) yield LOADING;
  else if (hasNothing) yield* emptiness(host, data);
  else if (options.demo)
    yield `The demo is not loaded: ${placeOf(data)} already holds a ledger. ${ELSEWHERE}`;
  if (loads) await loadDemo(host);
  yield* await findings(host.store);
  if (loads) await makeDemoDigests(host.store);
  yield* loads ? ['', ...(await demoDigest(host)), ''] : await newestDigest(host);
  if (loads) yield* lookAround(host);
  yield* await howToSignIn(host, environment, await emailOfGit());
  yield whereIsApiToken(data, environment);
  yield whichWebhooks(host, data);
  if (await holdsDemo(host.store)) yield* ['', ...START_FOR_REAL];
}

const LOADING =
  'This is the first start here, so the demo is loaded: Kubernetes 1.28 to 1.31 as it was, and an invented shop…';
const ELSEWHERE = 'Name a new directory with --data.';

const placeOf = (data: string | undefined): string => (data === undefined ? 'memory' : resolve(data));

function emptiness({ address }: Pick<Host, 'address'>, data: string | undefined): string[] {
  if (data === undefined) return ['It starts empty, in memory: with --demo it shows the demo.'];
  return [
    `${placeOf(data)} is new and empty. To fill it, in another terminal:`,
    `  ${COMMAND} init catalog`,
    `  ${COMMAND} import catalog --url ${address} --token-file ${join(placeOf(data), API_TOKEN_FILE)}`,
  ];
}

/** The demo stays where it was loaded, so it is never mixed with anybody's own facts. */
export const START_FOR_REAL: readonly string[] = [
  'This is the demo. Start for real, in a directory of your own that begins empty:',
  `  ${START} --data ~/shipshape`,
];

const lookAround = ({ address }: Pick<Host, 'address'>): string[] => [
  `The release that comes, with what is planned: ${address}${releaseAddress(SHOP_COMING)}`,
  `A review that waits for an answer: ${address}/reviews`,
  `Features by stars: ${COMMAND} matrix --team shop-checkout`,
  '',
];

const holdsDemo = async (store: Store): Promise<boolean> => (await readTrains(store)).includes(SHOP_TRAIN);

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
      : `${COMMAND} webhook-secret github${data === '.shipshape' ? '' : ` --data ${data}`}`;
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

/** The newest digest of all teams as lines of text; none if none was made. */
export async function demoDigest(host: DigestHost): Promise<string[]> {
  const digest = await newest(host.store);
  return digest === undefined ? [] : shortText(outlineOn(host, digest));
}

/** The subject and the address of the newest digest of all teams; nothing while there is none. */
export async function newestDigest(host: DigestHost): Promise<string[]> {
  const digest = await newest(host.store);
  if (digest === undefined) return [];
  const { subject, page } = outlineOn(host, digest);
  return [`${subject}.`, `  ${page}`];
}

async function newest(store: Store): Promise<Digest | undefined> {
  const period = await lastDigestPeriod(store, EVERYBODY, 'month');
  return period === undefined ? undefined : readDigest(store, EVERYBODY, period);
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
