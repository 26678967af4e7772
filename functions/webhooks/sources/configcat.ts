/**
 * ConfigCat: webhooks with a body template, as docs/webhooks.md has it. https://configcat.com/docs/advanced/notifications-webhooks
 * Of a change it sends a sentence, so only the plainest of sentences is read: `key: false ➔ true`.
 */
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { webAddress } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { eventId, key, maybe, sentMoment } from './fields.ts';
import { isSame } from './signatures.ts';
import { type Delivery, ignored, type ParseResult, reading, refused, type Source } from './source.ts';

/** Two, while the signing key is replaced. */
const MAX_SIGNATURES = 4;
const TOLERANCE_MS = 300_000;

/** Base64 of the HMAC of id, moment and body; several are separated by commas. */
function verify({ headers, body }: Delivery, secrets: readonly string[], now: string): boolean {
  const id = headers['x-configcat-webhook-id'] ?? '';
  const sentAt = headers['x-configcat-webhook-timestamp'] ?? '';
  const given = (headers['x-configcat-webhook-signature-v1'] ?? '').split(',').map((each) => each.trim());
  const isNear =
    /^\d{1,12}$/.test(sentAt) && Math.abs(Number(sentAt) * 1000 - Date.parse(now)) <= TOLERANCE_MS;
  if (id === '' || !isNear || given.length > MAX_SIGNATURES) return false;
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(`${id}${sentAt}`).update(body).digest('base64');
    return secret !== '' && given.some((signature) => isSame(signature, expected));
  });
}

const change = lazy(() => z.object({ settingKey: key(), event: z.string(), details: z.string() }));
const changes = lazy(() => z.array(change()).min(1).max(100));
type Change = Output<typeof change>;

const body = lazy(() =>
  z.object({
    configId: maybe(key()),
    environmentId: maybe(key()),
    details: changes(),
    url: maybe(webAddress()),
  }),
);

const EVENT = 'configcat changed';
const UNTIMED = 'x-configcat-webhook-timestamp, which is signed, is missing';

function read({ headers }: Delivery, payload: unknown): ParseResult {
  const { data: at } = sentMoment.safeParse(headers['x-configcat-webhook-timestamp']);
  if (at === undefined) return refused(EVENT, 'BAD_TIME', UNTIMED);
  // The list of changes alone, without a template around it, does not say where they are.
  const whole = Array.isArray(payload) ? { details: payload } : payload;
  return reading(EVENT, body, whole, ({ configId, environmentId, details, url }) => {
    const names = [configId ?? 'default', ...(environmentId === undefined ? [] : [environmentId])];
    const events = details
      .filter(({ event }) => event === 'changed')
      .map((each) => ({ ...each, isOn: turnedTo(each) }));
    const unclear = events.find(({ isOn }) => isOn === undefined);
    if (unclear !== undefined)
      return refused(
        EVENT,
        'BAD_FIELD',
        `details of ${unclear.settingKey} are not exactly "${unclear.settingKey}: false ➔ true"; targeting and other values are not read`,
      );
    if (events.length === 0) return ignored(EVENT, 'no flag was changed');
    return {
      kind: 'events',
      event: EVENT,
      origin: `configcat:${names.join('/')}`,
      events: events.map(({ settingKey: flag, isOn = false }) => ({
        kind: 'flag-turned',
        id: eventId(['configcat', ...names, flag, isOn ? 'on' : 'off'], at),
        at,
        url,
        flag,
        isOn,
      })),
    };
  });
}

/** `➔` is ConfigCat's own arrow; the others are what people write in its place. */
const TURN = /^\s*([\w.~-]{1,200}): (true|false|on|off) (?:➔|→|->) (true|false|on|off)\s*$/i;

/** Undefined where the sentence says anything else than one value before and one after. */
function turnedTo({ settingKey, details }: Change): boolean | undefined {
  const [, name, , after = ''] = TURN.exec(details) ?? [];
  return name === settingKey ? ['true', 'on'].includes(after.toLowerCase()) : undefined;
}

export const configcat: Source = {
  name: 'configcat',
  mediaTypes: ['application/json'],
  verify,
  idOf: ({ headers }) => headers['x-configcat-webhook-id'],
  read,
};
