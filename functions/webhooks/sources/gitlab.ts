/** GitLab: project and group webhooks. https://docs.gitlab.com/user/project/integrations/webhook_events/ */
import { readFeatureFlag, readMergeRequest } from './gitlab/changes-and-flags.ts';
import { readMilestone, readRelease, readTag } from './gitlab/releases.ts';
import { type GitlabEvent, gitlabEvent } from './repository.ts';
import { isSecret, isSigned, isSigningSecret, signedId } from './signatures.ts';
import { type Delivery, ignored, type ParseResult, reading, readingNamed, type Source } from './source.ts';

type Reader = (event: string, said: GitlabEvent, payload: unknown, delivery: Delivery) => ParseResult;

const readers: ReadonlyMap<string, Reader> = new Map([
  ['merge_request', readMergeRequest],
  ['release', readRelease],
  ['tag_push', readTag],
  ['milestone', readMilestone],
  ['feature_flag', readFeatureFlag],
]);

/**
 * Which of GitLab's two ways holds is decided by the secret and not by the delivery: a signing token (`whsec_...`) asks
 * for a signature, so that leaving the signature out gains nothing. The plain secret token protects nothing of the
 * body; it is for a GitLab that has no other.
 */
function verify(delivery: Delivery, secrets: readonly string[], now: string): boolean {
  const token = delivery.headers['x-gitlab-token'] ?? '';
  return secrets.some((secret) =>
    isSigningSecret(secret) ? isSigned(delivery, [secret], now) : isSecret(token, secret),
  );
}

/** By `object_kind`, which is in the body; the header `X-Gitlab-Event` is not signed. */
const read = (delivery: Delivery, payload: unknown): ParseResult =>
  readingNamed(payload, 'object_kind', (event) => {
    const reader = readers.get(event);
    if (reader === undefined) return ignored(event, `nothing is taken from ${event} events`);
    return reading(event, gitlabEvent, payload, (said) => reader(event, said, payload, delivery));
  });

export const gitlab: Source = {
  name: 'gitlab',
  mediaTypes: ['application/json'],
  verify,
  idOf: signedId,
  read,
};
