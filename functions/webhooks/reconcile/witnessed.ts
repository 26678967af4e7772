/** What the API lists, read as the webhook that should have told of it: so both are one occurrence, with one id. */
import type { NormalizedEvent } from '../model/normalized-event.ts';
import { github } from '../sources/github.ts';
import { isObject } from '../sources/reading/parse-result.ts';
import type { ParseResult } from '../sources/source.ts';

/** Who says so, when nobody else did. */
export const ACTOR = 'system:reconcile';

const asDeliveryRecord = (event: string, payload: object): ParseResult =>
  github.read({ headers: { 'x-github-event': event }, body: Buffer.alloc(0) }, payload);

/** @param pull an item of the list of pull requests, which lacks the `merged` of a delivery */
export function asMerged(repository: unknown, pull: unknown): ParseResult {
  const pull_request = isObject(pull) ? { ...pull, merged: true } : pull;
  const number = isObject(pull) ? pull.number : undefined;
  return asDeliveryRecord('pull_request', { action: 'closed', number, pull_request, repository });
}

export const asReleased = (repository: unknown, release: unknown): ParseResult =>
  asDeliveryRecord('release', { action: 'published', release, repository });

/** What was understood, said by us: the API does not tell who did it. */
export const occurrencesIn = (understood: ParseResult): NormalizedEvent[] =>
  understood.kind === 'occurrences'
    ? understood.occurrences.map((each) => (each.kind === 'stated' ? each : { ...each, actor: ACTOR }))
    : [];
