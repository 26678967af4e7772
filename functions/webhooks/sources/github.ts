/** GitHub: repository, organisation and app webhooks. https://docs.github.com/en/webhooks/webhook-events-and-payloads */

import { readPullRequest } from './github/changes.ts';
import { readComment } from './github/comments.ts';
import { delivered, type Reader } from './github/delivered.ts';
import { readMilestone } from './github/milestones.ts';
import { readRelease } from './github/releases.ts';
import { shapeProblem } from './github/shapes.ts';
import { readCreated, readPush } from './github/tags.ts';
import { eventName, ignored, isObject, reading, refused } from './reading/parse-result.ts';
import type { Delivery, ParseResult, Source } from './source.ts';
import { isHexMac } from './verifying/mac.ts';

/** The events that say something to us. GitHub adds others without notice; a hook may be subscribed to all. */
const readers: ReadonlyMap<string, Reader> = new Map([
  ['pull_request', readPullRequest],
  ['release', readRelease],
  ['create', readCreated],
  ['push', readPush],
  ['milestone', readMilestone],
  ['issue_comment', readComment],
]);

const PREFIX = 'sha256=';

/** The older `X-Hub-Signature` (SHA-1) is not looked at, so that nobody can choose the weaker one. */
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
  return reading(event, delivered, payload, (said) => {
    const happened = said.action === undefined ? event : `${event} ${eventName(said.action)}`;
    return reader(happened, said, payload);
  });
}

export const github: Source = { name: 'github', mediaTypes: ['application/json'], verify, read };
