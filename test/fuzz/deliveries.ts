/** Whole deliveries, well signed and of strange content, through the function `ingest` as it runs. */

import type { OutgoingFact } from '../../functions/kernel/bus/publish.ts';
import type { HttpHandler } from '../../functions/kernel/http/http.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { createIngest } from '../../functions/webhooks/ingest/app.ts';
import type { Source } from '../../functions/webhooks/sources/source.ts';
import { chanceFrom } from '../faults/chance.ts';
import { ask } from '../site/api/request.ts';
import { NOW, SECRETS, type Sender, signed, standardSignature } from '../support/deliveries.ts';
import { fact } from '../support/facts.ts';
import { pipelineOn } from '../support/pipeline.ts';
import { onHost } from '../support/surroundings.ts';
import { pick, type Seed, seeds } from './bodies.ts';
import { linesDuring } from './log-lines.ts';
import { expectSame, madeOf, prototypes } from './webhooks.ts';

export interface DeliveryRecord {
  /** How many were answered with what: `202 accepted`, `400`. */
  readonly tally: Readonly<Record<string, number>>;
  /** Milliseconds that each took, in order; the database of this machine is part of it. */
  readonly took: readonly number[];
  /** What was logged and counted; each line was one JSON document. */
  readonly lines: number;
}

const places = [
  'github:acme/app',
  'gitlab:acme/web/app',
  'launchdarkly:web/production',
  'unleash:default/production',
];
/** Those whose signature covers an id: another one each time, or all but the first were repeats. */
const WITH_ID: ReadonlySet<string> = new Set(['gitlab', 'standard']);
const SENT_AT = String(Date.parse(NOW) / 1000);

/**
 * Delivers mutated payloads and random bytes.
 * @param more deliveries to make others of, beside the built-in ones
 * @throws when one is answered with 5xx or breaks something, with the seed and its bytes
 */
export async function fuzzDeliveries(
  table: Store,
  count: number,
  seed: number,
  more: readonly Seed[] = [],
): Promise<DeliveryRecord> {
  await pipelineOn(table).tell(
    ...places.map((source) =>
      fact('SourceRegistered', '2024-01-01', { source, train: 'server', project: 'rank' }),
    ),
  );
  const chance = chanceFrom(seed);
  const before = prototypes();
  const all = [...seeds, ...more];
  const tally: Record<string, number> = {};
  const took: number[] = [];
  const lines = await linesDuring(async () => {
    for (let tried = 0; tried < count; tried += 1) {
      const { source, headers, body } = madeOf(pick(chance, all), chance);
      const delivery = { source, body, headers: signing(source, headers, body, tried) };
      const started = performance.now();
      const word = await deliver(table, delivery).catch((cause: unknown) => {
        throw new Error(`seed ${seed}: ${JSON.stringify(headers)} ${body.toString('base64')}`, { cause });
      });
      took.push(performance.now() - started);
      tally[word] = (tally[word] ?? 0) + 1;
      if (tried % 1000 === 0 || tried === count - 1) expectSame(before, seed);
    }
  }, seed);
  return { tally, took, lines };
}

type Headers = Readonly<Record<string, string | undefined>>;

function signing({ name }: Source, headers: Headers, body: Buffer, at: number): Record<string, string> {
  const sender = senderOf(name);
  const own = defined(signed(sender, body, defined(headers)).headers);
  if (!WITH_ID.has(name)) return own;
  const id = `msg_${at}`;
  const signature = standardSignature(SECRETS[sender], id, SENT_AT, body);
  const signedId = { 'webhook-id': id, 'webhook-timestamp': SENT_AT, 'webhook-signature': signature };
  return { ...own, ...signedId, ...(own['ce-id'] === undefined ? {} : { 'ce-id': id }) };
}

const senders: readonly Sender[] = ['github', 'gitlab', 'launchdarkly', 'unleash', 'standard'];

function senderOf(name: string): Sender {
  const found = senders.find((sender) => sender === name);
  if (found === undefined) throw new Error(`nobody signs for ${name}`);
  return found;
}

const defined = (headers: Headers): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value = '']) => [name, value]));

interface Sent {
  readonly source: Source;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

async function deliver(table: Store, { source, headers, body }: Sent): Promise<string> {
  const { statusCode, body: text } = await ask(ingestOf(table), 'POST', `/webhooks/${source.name}`, {
    headers,
    body,
  });
  if (statusCode >= 500) throw new Error(`answered ${statusCode}: ${text}`);
  const { outcome = '' } = JSON.parse(text);
  return `${statusCode} ${outcome}`.trim();
}

let ingest: { readonly table: Store; readonly handler: HttpHandler } | undefined;

function ingestOf(table: Store): HttpHandler {
  if (ingest?.table !== table) ingest = { table, handler: made(table) };
  return ingest.handler;
}

const made = (table: Store): HttpHandler =>
  onHost(
    createIngest({
      secrets: async (name) => ({ accepted: [SECRETS[senderOf(name)]], refetch: async () => undefined }),
      now: () => NOW,
      receiving: () => ({ table, publish: async (facts) => facts.forEach(expectFit) }),
    }),
    () => table,
  );

/** What EventBridge takes as one entry. */
function expectFit({ body }: OutgoingFact): void {
  if (Buffer.byteLength(body) > 256 * 1024) throw new Error('a fact that the bus would refuse');
  JSON.parse(body);
}
