/** The merged pull requests, releases and tags of a repository, compared with the ledger: what it missed becomes facts. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import type { Accepted } from '../../../events/read.ts';
import { refuse } from '../../../events/refusal.ts';
import { factId } from '../../catalog/model/change.ts';
import type { SyncCursor } from '../../catalog/store/sync-cursors.ts';
import type { Github } from '../../kernel/github/client.ts';
import { GithubRefusedError } from '../../kernel/github/errors.ts';
import { unheard } from '../../kernel/ledger/append.ts';
import { quarantine } from '../../kernel/ledger/quarantine.ts';
import { readDraft } from '../../kernel/model/draft-fact.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { type Attributed, attributeEvents, outgoing } from '../ingest/attribute-events.ts';
import { attribute } from '../model/attribute.ts';
import { factOf, type Origin } from '../model/attribution.ts';
import type { NormalizedEvent } from '../model/normalized-event.ts';
import { github as source } from '../sources/github.ts';
import { githubEvent, githubSaid, originIdOf } from '../sources/repository.ts';
import { isObject, type ParseResult } from '../sources/source.ts';
import { markAttributed, readWaiting, rememberOrigin, storeWaiting, type Waiting } from '../store/origins.ts';
import { type FoundTag, taggedIn } from './tags.ts';
import type { Reconciling, Repository } from './turns.ts';
import type { Window } from './window.ts';

const instant = lazy(() =>
  z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
);
const closed = lazy(() => z.object({ merged_at: instant().nullish(), updated_at: instant() }));
const listed = lazy(() =>
  z.object({ draft: z.boolean(), prerelease: z.boolean(), published_at: instant().nullish() }),
);

interface Compared {
  /** What was published. */
  readonly facts: readonly Accepted[];
  readonly tagDates: SyncCursor['tagDates'];
}

/** Publishes what the ledger missed of what happened in a window. @param last what the last comparison remembered */
export async function compareRepository(
  reconciling: Reconciling,
  repository: Repository,
  window: Window,
  last: Pick<SyncCursor, 'tagDates'>,
): Promise<Compared> {
  const { source: mapped, host, path } = repository;
  const { source: origin, record } = mapped;
  const { github, table, publish } = reconciling;
  const found = await github.get(`/repos/${path}`);
  const originId = originIdAt(host, found);
  const { tags, dates } = await taggedIn(reconciling, repository, window, last.tagDates);
  const undecided = await decide(reconciling, origin, path);
  const read = [
    ...[...(await mergedIn(github, path, window)), ...undecided.map(({ pull }) => pull)].map((pull) =>
      readMerged(found, pull),
    ),
    ...(await releasedIn(github, path, window)).map((release) =>
      asDelivered('release', { action: 'published', release, repository: found }),
    ),
    ...tags.map((tag) => readTagged(found, tag)),
  ];
  await rememberOrigin(table, originId, origin);
  const place = { origin, source: origin, record };
  const events = await inParallel(read.flatMap(eventsIn), (event) => asSaid(reconciling, event, place));
  const attributed = await attributeEvents(reconciling, events, place);
  const settled = undecided.flatMap((one) => decisions(one, place));
  const missed = await unheard(table, [...attributed.facts, ...settled]);
  if (missed.length > 0) await publish(outgoing(missed));
  await storeRest(reconciling, origin, originId, read, attributed);
  for (const { waiting } of undecided) await markAttributed(table, waiting);
  return { facts: missed, tagDates: dates };
}

/** @throws {GithubRefusedError} for a repository of the same name at another host: its numbers mean other things */
function originIdAt(host: string | undefined, found: unknown): string {
  const said = githubSaid(githubEvent.parse({ repository: found }), 'github');
  const [, at] = said.host;
  if (at === host) return originIdOf(said);
  const because = `the API that is asked is that of ${at ?? 'github.com'}: the source there is called ${said.names}${said.path}`;
  throw new GithubRefusedError(because);
}

const decided = lazy(() =>
  z.object({
    state: z.string(),
    merged_at: instant().nullish(),
    closed_at: instant().nullish(),
    updated_at: instant().nullish(),
  }),
);

interface Decided {
  readonly waiting: Waiting;
  readonly pull: unknown;
}

/** The pull requests of deliveries that contradict themselves, as they are now. One that is still open waits on. */
async function decide({ github, table }: Reconciling, origin: string, path: string): Promise<Decided[]> {
  const all: Decided[] = [];
  for (const waiting of await readWaiting(table, origin)) {
    if (waiting.normalized.kind !== 'undecided') continue;
    const pull = await github.get(`/repos/${path}/pulls/${waiting.normalized.number}`);
    const { state, merged_at } = decided.parse(pull);
    if (state !== 'open' || merged_at != null) all.push({ waiting, pull });
  }
  return all;
}

/** It is not open any more whether it was merged: not in the window of that delivery either, if it was merged before it. */
function decisions({ waiting: { normalized }, pull }: Decided, place: Origin): Accepted[] {
  const { merged_at, closed_at, updated_at } = decided.parse(pull);
  const found = attribute(normalized, place);
  const stated = found.kind === 'unattributed' ? (found.meanwhile ?? []) : [];
  const reason =
    merged_at == null
      ? 'It was closed without being merged.'
      : 'It was merged, and counts as the change that it is.';
  const at = closed_at ?? merged_at ?? updated_at ?? normalized.at;
  return stated.flatMap(({ detail: { id, project } }) => {
    const fields = { project, change: id, reason };
    const read = readDraft(
      factOf('ChangeWithdrawn', factId(id, 'decided'), { id, at, actor: ACTOR }, fields),
    );
    return read.ok ? [read] : [];
  });
}

/** Listed by their last change: nothing that was merged in the window comes after a page that holds an older change. */
async function mergedIn(github: Github, repository: string, { since, upTo }: Window): Promise<unknown[]> {
  const merged: unknown[] = [];
  const path = `/repos/${repository}/pulls?state=closed&sort=updated&direction=desc&per_page=100`;
  for await (const page of github.pages(path)) {
    const read = page.map((item) => ({ item, ...closed.parse(item) }));
    merged.push(...read.filter(({ merged_at: at }) => isIn(at, since, upTo)).map(({ item }) => item));
    if (read.some(({ updated_at }) => updated_at <= since)) break;
  }
  return merged;
}

/** Listed roughly by their commits' dates: the search ends at a page on which everything came out before the window. */
async function releasedIn(github: Github, repository: string, { since, upTo }: Window): Promise<unknown[]> {
  const released: unknown[] = [];
  for await (const page of github.pages(`/repos/${repository}/releases?per_page=100`)) {
    const read = page.map((item) => ({ item, ...listed.parse(item) }));
    const out = read.filter(({ draft, prerelease }) => !draft && !prerelease);
    released.push(...out.filter(({ published_at: at }) => isIn(at, since, upTo)).map(({ item }) => item));
    if (read.every(({ published_at: at }) => at != null && at <= since)) break;
  }
  return released;
}

const isIn = (at: string | null | undefined, since: string, upTo: string): boolean =>
  at != null && at > since && at <= upTo;

/** What is listed is read as the webhook that should have been delivered: so both are one event, with one id. */
const asDelivered = (event: string, payload: object): ParseResult =>
  source.read({ headers: { 'x-github-event': event }, body: Buffer.alloc(0) }, payload);

/** @param pull an item of the list of pull requests, which lacks the `merged` of a delivery */
function readMerged(repository: unknown, pull: unknown): ParseResult {
  const pull_request = isObject(pull) ? { ...pull, merged: pull.merged_at != null } : pull;
  const number = isObject(pull) ? pull.number : undefined;
  return asDelivered('pull_request', { action: 'closed', number, pull_request, repository });
}

/** A list of tags does not say when they were pushed. */
const readTagged = (repository: unknown, { tag, sha, at }: FoundTag): ParseResult =>
  asDelivered('create', {
    ref: tag,
    ref_type: 'tag',
    sha,
    repository: isObject(repository) ? { ...repository, pushed_at: at } : repository,
  });

/** The lists do not name who did it. */
const ACTOR = 'system:reconcile';

const eventsIn = (read: ParseResult): NormalizedEvent[] =>
  read.kind === 'events'
    ? read.events.map((each) => (each.kind === 'stated' ? each : { ...each, actor: ACTOR }))
    : [];

/**
 * A change is listed with its present words. Only one that is missed as it is attributed now can have been attributed to others
 * before: then what it was is withdrawn.
 */
async function asSaid(
  reconciling: Reconciling,
  event: NormalizedEvent,
  place: Origin,
): Promise<NormalizedEvent> {
  if (event.kind !== 'merged') return event;
  const { later, ...plain } = event;
  const { facts } = await attributeEvents(reconciling, [plain], place);
  const missed = await unheard(reconciling.table, facts);
  return missed.length === 0 ? plain : { ...plain, later: later ?? { at: plain.at } };
}

/** What became no fact is stored as if it had been delivered: once, also when a delivery said the same before. */
async function storeRest(
  { table, now }: Reconciling,
  origin: string,
  originId: string,
  read: readonly ParseResult[],
  { unattributed, refused }: Attributed,
): Promise<void> {
  const unread = read.flatMap((one) =>
    one.kind === 'refused' ? [refuse([origin, one.event, one.message], one.refusal, one.message)] : [],
  );
  for (const each of [...unread, ...refused]) await quarantine(table, each, now);
  if (unattributed.length === 0) return;
  const waiting = new Set((await readWaiting(table, origin)).map(({ normalized }) => normalized.id));
  for (const each of unattributed)
    if (!waiting.has(each.normalized.id))
      await storeWaiting(table, { source: 'github', event: 'reconcile', origin, originId, ...each }, now);
}
