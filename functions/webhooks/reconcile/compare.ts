/** The merged pull requests and releases of a repository, compared with the ledger: what it missed becomes facts. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import type { Accepted } from '../../../events/read.ts';
import { refuse } from '../../../events/refusal.ts';
import type { SourceState } from '../../catalog/model/source.ts';
import { unheard } from '../../kernel/ledger/append.ts';
import { quarantine } from '../../kernel/ledger/quarantine.ts';
import type { Translated } from '../ingest/outcome.ts';
import { translate } from '../ingest/translate.ts';
import { numericId } from '../sources/reading/names.ts';
import type { ParseResult } from '../sources/source.ts';
import { rememberOrigin } from '../store/origins.ts';
import { keepUnattributed, readWaiting } from '../store/unattributed.ts';
import type { Api } from './api.ts';
import type { Reconciling } from './reconciling.ts';
import { asMerged, asReleased, occurrencesIn } from './witnessed.ts';

/** (since, upTo], UTC instants. */
export interface Window {
  readonly since: string;
  readonly upTo: string;
}

const repositoryId = lazy(() => z.object({ id: numericId() }));
const instant = lazy(() =>
  z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
);
const closed = lazy(() => z.object({ merged_at: instant().nullish(), updated_at: instant() }));
const listed = lazy(() =>
  z.object({ draft: z.boolean(), prerelease: z.boolean(), published_at: instant().nullish() }),
);

/**
 * Publishes what the ledger missed of what happened in a window.
 * @param repository `acme/app`
 * @returns what was published
 */
export async function compare(
  reconciling: Reconciling,
  source: SourceState,
  repository: string,
  window: Window,
): Promise<Accepted[]> {
  const { api, table } = reconciling;
  const found = await api.get(`/repos/${repository}`);
  const { id } = repositoryId.parse(found);
  const seen = [
    ...(await mergedIn(api, repository, window)).map((pull) => asMerged(found, pull)),
    ...(await releasedIn(api, repository, window)).map((release) => asReleased(found, release)),
  ];
  const placeId = `github#${id}`;
  await rememberOrigin(table, placeId, source.source);
  const occurrences = seen.flatMap(occurrencesIn);
  const place = { place: source.source, record: source.record };
  const translated = await translate(reconciling, occurrences, place);
  const missed = await unheard(table, translated.facts);
  if (missed.length > 0)
    await reconciling.publish(missed.map(({ fact, body }) => ({ type: fact.type, body })));
  await keepRest(reconciling, place.place, placeId, seen, translated);
  return missed;
}

/** By when they were last changed: nothing that was merged in the window comes after a page that is older than it. */
async function mergedIn(api: Api, repository: string, { since, upTo }: Window): Promise<unknown[]> {
  const merged: unknown[] = [];
  const path = `/repos/${repository}/pulls?state=closed&sort=updated&direction=desc&per_page=100`;
  for await (const page of api.pages(path)) {
    const read = page.map((item) => ({ item, ...closed.parse(item) }));
    merged.push(...read.filter(({ merged_at: at }) => isIn(at, since, upTo)).map(({ item }) => item));
    if (read.some(({ updated_at }) => updated_at <= since)) break;
  }
  return merged;
}

/** They are listed by about their commits' dates: a page on which nothing, and no draft, came out in the window is the end. */
async function releasedIn(api: Api, repository: string, { since, upTo }: Window): Promise<unknown[]> {
  const released: unknown[] = [];
  for await (const page of api.pages(`/repos/${repository}/releases?per_page=100`)) {
    const read = page.map((item) => ({ item, ...listed.parse(item) }));
    const out = read.filter(({ draft, prerelease }) => !draft && !prerelease);
    released.push(...out.filter(({ published_at: at }) => isIn(at, since, upTo)).map(({ item }) => item));
    if (read.every(({ published_at: at }) => at != null && at <= since)) break;
  }
  return released;
}

const isIn = (at: string | null | undefined, since: string, upTo: string): boolean =>
  at != null && at > since && at <= upTo;

/** What made no fact is shown, as it would have been had it been delivered: once, also when a delivery told of it before. */
async function keepRest(
  { table, now }: Reconciling,
  place: string,
  placeId: string,
  seen: readonly ParseResult[],
  { left, refused }: Translated,
): Promise<void> {
  const unread = seen.flatMap((one) =>
    one.kind === 'refused' ? [refuse([place, one.event, one.message], one.refusal, one.message)] : [],
  );
  for (const each of [...unread, ...refused]) await quarantine(table, each, now);
  if (left.length === 0) return;
  const waiting = new Set((await readWaiting(table, place)).map(({ occurrence }) => occurrence.id));
  for (const { occurrence, reason } of left) {
    if (waiting.has(occurrence.id)) continue;
    const told = { source: 'github', event: 'reconcile', place, placeId, ...reason, occurrence };
    await keepUnattributed(table, told, now);
  }
}
