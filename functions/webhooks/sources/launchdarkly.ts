/** LaunchDarkly: webhooks of its audit log. https://launchdarkly.com/docs/api/webhooks */

import { readAuditEntry } from './launchdarkly/audit-entry.ts';
import { readContext } from './launchdarkly/context.ts';
import { eventName, ignored, isObject, refused } from './reading/parse-result.ts';
import type { Delivery, ParseResult, Source } from './source.ts';
import { isHexMac } from './verifying/mac.ts';

const verify = ({ headers, body }: Delivery, secrets: readonly string[]): boolean =>
  secrets.some((secret) => isHexMac(headers['x-ld-signature'] ?? '', secret, body));

/** Two shapes: the audit log's entry (with `date`), and what an integration is told of it (with `timestamp`). */
function read(_delivery: Delivery, payload: unknown): ParseResult {
  if (!isObject(payload)) return refused('unknown', 'NOT_AN_EVENT', 'the body is not a JSON object');
  const event = eventName(payload.kind);
  if (typeof payload.kind !== 'string')
    return refused(event, 'NOT_AN_EVENT', 'kind, which names what changed, is missing');
  if (event !== 'flag') return ignored(event, 'it is not about a feature flag');
  return Object.hasOwn(payload, 'timestamp') && !Object.hasOwn(payload, 'date')
    ? readContext(payload)
    : readAuditEntry(payload);
}

export const launchdarkly: Source = {
  name: 'launchdarkly',
  mediaTypes: ['application/json'],
  verify,
  read,
};
