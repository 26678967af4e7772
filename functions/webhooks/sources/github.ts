/**
 * GitHub, and Forgejo and Gitea, which speak its dialect: repository, organisation and app webhooks.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads, https://forgejo.org/docs/latest/user/webhooks/
 */
import { readComment, readPullRequest } from './github/pull-requests.ts';
import { readCreated, readMilestone, readPush, readRelease } from './github/releases.ts';
import { addressWithin, isForgejo } from './hosts.ts';
import { type GithubEvent, githubEvent, githubSaid } from './repository.ts';
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

/** Whose deliveries came; they are told by the secret, which each sender has of its own. */
type Dialect = 'github' | 'forgejo' | 'gitea';

/** Forgejo sends the headers of Gitea as well. */
const softwareIn = ({ headers }: Delivery): Dialect =>
  headers['x-gitea-event'] !== undefined && headers['x-forgejo-event'] === undefined ? 'gitea' : 'forgejo';

const readAs =
  (dialect: Dialect) =>
  (delivery: Delivery, payload: unknown): ParseResult => {
    const { headers } = delivery;
    const event = eventName(
      headers['x-github-event'] ?? headers['x-forgejo-event'] ?? headers['x-gitea-event'],
    );
    if (!isObject(payload)) return refused(event, 'NOT_AN_EVENT', 'the body is not a JSON object');
    const problem = shapeProblem(event, payload);
    if (problem !== undefined) return refused(event, 'SHAPE_MISMATCH', problem);
    if (event === 'ping') return { kind: 'ping', event };
    if (event === 'repository') return ignored(event, 'a repository stays the source that it was, by its id');
    const reader = readers.get(event);
    if (reader === undefined) return ignored(event, `nothing is taken from ${event} events`);
    const software = dialect === 'github' && isForgejo(payload) ? softwareIn(delivery) : dialect;
    return reading(event, githubEvent, payload, (read) => {
      const said = githubSaid(read, software, addressWithin(payload));
      // Who holds the secret of one host must not speak for another.
      if (software !== 'github' && !said.isForgejo && (dialect !== 'github' || said.address === undefined))
        return refused(event, 'SHAPE_MISMATCH', `it came from ${software}, and ${NO_HOST}`);
      const happened = said.action === undefined ? event : `${event} ${eventName(said.action)}`;
      return reader(happened, said, payload);
    });
  };

const NO_HOST = 'repository.html_url names no host of its own';

const mediaTypes = ['application/json'];

export const github: Source = { name: 'github', mediaTypes, verify, read: readAs('github') };
export const forgejo: Source = { name: 'forgejo', mediaTypes, verify: verifyHex, read: readAs('forgejo') };
export const gitea: Source = { name: 'gitea', mediaTypes, verify: verifyHex, read: readAs('gitea') };

/** Older versions of Gitea send the same signature under their own name only. */
function verifyHex(delivery: Delivery, secrets: readonly string[]): boolean {
  const { headers, body } = delivery;
  const own = headers['x-forgejo-signature'] ?? headers['x-gitea-signature'] ?? '';
  return verify(delivery, secrets) || secrets.some((secret) => isHexMac(own, secret, body));
}

/**
 * The name of an event is in a header, which is not signed, so one delivery could be replayed under any name. A body must
 * therefore look like its event, and unlike the others that it could be taken for.
 */
interface Shape {
  readonly has: readonly string[];
  /** One of these, too. */
  readonly hasOne?: readonly string[];
  /** What would make it another event: a review has a `pull_request`, too. */
  readonly hasNot?: readonly string[];
}

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['ping', { has: ['zen', 'hook_id'], hasNot: ['action'] }],
  ['pull_request', { has: ['pull_request', 'number'], hasNot: ['comment', 'review', 'thread'] }],
  ['release', { has: ['release'] }],
  // `delete` has a ref_type as well, and neither of GitHub's master_branch and Forgejo's sha.
  ['create', { has: ['ref', 'ref_type'], hasOne: ['master_branch', 'sha'] }],
  ['push', { has: ['ref', 'before', 'after', 'commits'] }],
  ['milestone', { has: ['milestone'], hasNot: ['issue', 'pull_request'] }],
  ['issue_comment', { has: ['issue', 'comment'] }],
]);

/** Why a body is not of the event that it came under, or undefined when it can be. A field that is null says nothing. */
function shapeProblem(event: string, payload: Readonly<Record<string, unknown>>): string | undefined {
  const { has = [], hasOne = [], hasNot = [] } = shapes.get(event) ?? {};
  const missing = has.filter((name) => !Object.hasOwn(payload, name));
  const isThere = (name: string) =>
    Object.hasOwn(payload, name) && payload[name] != null && payload[name] !== '';
  if (hasOne.length > 0 && !hasOne.some(isThere)) missing.push(hasOne.join(' or '));
  const foreign = hasNot.filter(isThere);
  if (missing.length + foreign.length === 0) return undefined;
  const problems = [...missing.map((name) => `no ${name}`), ...foreign];
  return `it came as ${event}, but its signed body has ${problems.join(', ')}`;
}
