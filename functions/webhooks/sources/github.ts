/** GitHub: repository, organisation and app webhooks. https://docs.github.com/en/webhooks/webhook-events-and-payloads */
import { readComment, readPullRequest } from './github/pull-requests.ts';
import { readCreated, readMilestone, readPush, readRelease } from './github/releases.ts';
import { type GithubEvent, githubEvent } from './repository.ts';
import { isHexMac } from './signatures.ts';
import {
  type Delivery,
  eventName,
  ignored,
  isObject,
  type ParseResult,
  reading,
  refused,
  type Source,
} from './source.ts';

/** @param happened the event with its action: `release published` */
type Reader = (happened: string, said: GithubEvent, payload: unknown) => ParseResult;

/** The events that are read. GitHub adds others without notice, and a hook may be subscribed to all. */
const readers: ReadonlyMap<string, Reader> = new Map([
  ['pull_request', readPullRequest],
  ['release', readRelease],
  ['create', readCreated],
  ['push', readPush],
  ['milestone', readMilestone],
  ['issue_comment', readComment],
]);

const PREFIX = 'sha256=';

/** The older `X-Hub-Signature` (SHA-1) is ignored: a sender must not be able to choose the weaker one. */
function verify({ headers, body }: Delivery, secrets: readonly string[]): boolean {
  const signature = headers['x-hub-signature-256'] ?? '';
  if (!signature.startsWith(PREFIX)) return false;
  return secrets.some((secret) => isHexMac(signature.slice(PREFIX.length), secret, body));
}

function read({ headers }: Delivery, payload: unknown): ParseResult {
  const event = eventName(headers['x-github-event']);
  if (!isObject(payload)) return refused(event, 'NOT_AN_EVENT', 'the body is not a JSON object');
  const problem = shapeProblem(event, payload);
  if (problem !== undefined) return refused(event, 'SHAPE_MISMATCH', problem);
  if (event === 'ping') return { kind: 'ping', event };
  const reader = readers.get(event);
  if (reader === undefined) return ignored(event, `nothing is taken from ${event} events`);
  return reading(event, githubEvent, payload, (said) => {
    const happened = said.action === undefined ? event : `${event} ${eventName(said.action)}`;
    return reader(happened, said, payload);
  });
}

export const github: Source = { name: 'github', mediaTypes: ['application/json'], verify, read };

/**
 * The name of an event is in a header, which is not signed, so one delivery could be replayed under any name. A body must
 * therefore look like its event, and unlike the others that it could be taken for.
 */
interface Shape {
  readonly has: readonly string[];
  /** What would make it another event: a review has a `pull_request`, too. */
  readonly hasNot?: readonly string[];
}

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['ping', { has: ['zen', 'hook_id'], hasNot: ['action'] }],
  ['pull_request', { has: ['pull_request', 'number'], hasNot: ['comment', 'review', 'thread'] }],
  ['release', { has: ['release'] }],
  // `delete` has a ref_type as well, and no master_branch.
  ['create', { has: ['ref', 'ref_type', 'master_branch'] }],
  ['push', { has: ['ref', 'before', 'after', 'commits'] }],
  ['milestone', { has: ['milestone'], hasNot: ['issue', 'pull_request'] }],
  ['issue_comment', { has: ['issue', 'comment'] }],
]);

/** Why a body is not of the event that it came under, or undefined when it can be. */
function shapeProblem(event: string, payload: object): string | undefined {
  const { has = [], hasNot = [] } = shapes.get(event) ?? {};
  const missing = has.filter((name) => !Object.hasOwn(payload, name));
  const foreign = hasNot.filter((name) => Object.hasOwn(payload, name));
  if (missing.length + foreign.length === 0) return undefined;
  const problems = [...missing.map((name) => `no ${name}`), ...foreign];
  return `it came as ${event}, but its signed body has ${problems.join(', ')}`;
}
