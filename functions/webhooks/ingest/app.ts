/** The function `ingest` without its host: it verifies each delivery, and answers what became of it. */

import { storeSaidNames } from '../../catalog/store/said-names.ts';
import {
  addressUnknown,
  type HttpAnswer,
  type HttpEvent,
  RequestRefusedError,
  UnavailableError,
} from '../../kernel/http/answers.ts';
import { http } from '../../kernel/http/http.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Source } from '../sources/source.ts';
import { sources } from '../sources/sources.ts';
import type { WebhookSecrets } from '../webhook-secrets.ts';
import { afterwards, countDelivery, recordDelivery } from './note-delivery.ts';
import { type Received, type Receiving, receive } from './receive.ts';
import { senderNotVerified, signing, speaking } from './signing.ts';
import { type Unknown, unknownNames } from './unknown-names.ts';

const NOT_TAKEN = 'The delivery was not taken: send it again in half a minute.';

export interface Ingesting {
  /** What a source's deliveries are verified by; undefined where none is configured. */
  secrets(source: string): Promise<WebhookSecrets | undefined>;
  /** UTC instant. */
  now(): string;
  /** Called for each delivery: hosts that share a process have their own. */
  receiving(): Omit<Receiving, 'now'>;
}

export function createIngest(around: Ingesting) {
  return http({
    routes: { 'POST /webhooks/{source}': (event) => take(around, event) },
    present: ({ status, code, message }) => json(status, { error: { code, message } }),
  });
}

async function take(around: Ingesting, event: HttpEvent): Promise<HttpAnswer> {
  const source = sources.find(({ name }) => name === event.pathParameters?.source);
  const secrets = source === undefined ? undefined : await around.secrets(source.name);
  if (source === undefined || secrets === undefined) throw addressUnknown();
  mustBeReadable(event, source);
  const delivery = { headers: event.headers, body: bytesOf(event) };
  const now = around.now();
  const signed = await signing(source, delivery, secrets, now);
  if (signed === undefined) {
    countDelivery(source.name, 'rejected', now);
    throw senderNotVerified();
  }
  const { table, publish } = around.receiving();
  const publishing: Receiving['publish'] = (facts) =>
    publish(facts).catch((cause: unknown) => {
      throw new UnavailableError('BUS_UNAVAILABLE', NOT_TAKEN, 30, { cause });
    });
  const mustSpeakFor = speaking(table, source, signed, around);
  const receiving = { table, now, publish: publishing, secrets: signed.secrets, mustSpeakFor };
  const received = await receive(receiving, source, delivery);
  countDelivery(source.name, received.record.outcome, now);
  const { words, named } = await namesOf(table, received);
  const unknown = words.length === 0 ? undefined : [...words];
  const record = { ...received.record, unknown };
  const where = { what: `a delivery of ${record.place ?? record.source}`, at: now };
  await afterwards('a name that nobody knows', storeSaidNames(table, named, where));
  await afterwards('its line', recordDelivery(table, record, delivery.body));
  return answerOf({ ...received, record });
}

/** Names that nobody knows; their facts are on the bus, so a failure to look them up fails nothing. */
async function namesOf(table: Store, { record, attributed }: Received): Promise<Unknown> {
  const { facts, named = [] } = attributed;
  let found: Unknown = { words: [], named: [] };
  if (record.outcome !== 'accepted' && named.length === 0) return found;
  await afterwards(
    'what it names that nobody knows',
    unknownNames(table, facts, named).then((names) => {
      found = names;
    }),
  );
  return found;
}

/** What is new is answered 202, everything else 200. */
const NEW: ReadonlySet<Received['record']['outcome']> = new Set(['accepted', 'unattributed', 'quarantined']);

function answerOf({ record, attributed }: Received): HttpAnswer {
  const { outcome, event, because, solution, known, to, unknown } = record;
  const { facts, unattributed, refused, replies } = attributed;
  const isReused = refused.some(({ refusal }) => refusal === 'ID_REUSED');
  return json(NEW.has(outcome) && !isReused ? 202 : 200, {
    outcome,
    event,
    because,
    solution,
    source: known,
    to,
    unknown,
    facts: facts.map(({ fact }) => ({ type: fact.type, id: fact.detail.id })),
    unattributed: unattributed.map(({ because, solution }) => ({ because, solution })),
    quarantined: refused.map(({ refusal, message }) => ({ reason: refusal, message })),
    replies,
  });
}

const json = (statusCode: number, value: object): HttpAnswer => ({
  statusCode,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** Checked before the signature: a larger body is not even hashed. */
const MAX_BYTES = 1024 * 1024;

const unsupported = (code: string, message: string) => new RequestRefusedError(415, code, message);

/** @throws {RequestRefusedError} */
function mustBeReadable({ headers }: HttpEvent, { mediaTypes }: Source): void {
  const { 'content-type': type = '', 'content-encoding': encoding = '' } = headers;
  const [media = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  if (!mediaTypes.includes(media))
    throw unsupported('TYPE_UNSUPPORTED', `This source sends ${mediaTypes.join(' or ')}.`);
  const charset = parameters.find((each) => each.startsWith('charset='))?.replaceAll('"', '');
  if (charset !== undefined && charset !== 'charset=utf-8')
    throw unsupported('CHARSET_UNSUPPORTED', 'The body must be UTF-8.');
  // Nothing is inflated: a small body could become a large one.
  if (!['', 'identity'].includes(encoding.toLowerCase()))
    throw unsupported('ENCODING_UNSUPPORTED', 'The body must come as it is, without Content-Encoding.');
}

/** @throws {RequestRefusedError} */
function bytesOf({ body: text = '', isBase64Encoded }: HttpEvent): Buffer {
  if (isBase64Encoded && !isBase64(text))
    throw new RequestRefusedError(400, 'BODY_UNREADABLE', 'The body is not what it says it is.');
  const body = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8');
  if (body.length <= MAX_BYTES) return body;
  throw new RequestRefusedError(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MB.');
}

const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
