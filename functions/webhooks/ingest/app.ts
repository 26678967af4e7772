/** The function `ingest` without its host: deliveries come in, and each gets an honest answer at once. */
import {
  addressUnknown,
  type HttpAnswer,
  type HttpEvent,
  RequestRefusedError,
  UnavailableError,
} from '../../kernel/http/answers.ts';
import { http } from '../../kernel/http/http.ts';
import type { Delivery, Source } from '../sources/source.ts';
import { sources } from '../sources/sources.ts';
import type { WebhookSecrets } from '../webhook-secrets.ts';
import { afterwards } from './afterwards.ts';
import { countReceived, countRejected } from './counting.ts';
import { deliveryIn } from './envelope.ts';
import { keepLine } from './keep-line.ts';
import { type Received, type Receiving, receive } from './receive.ts';

/** The same for every sender whose word we do not take, whatever was wrong: no oracle. */
const senderNotVerified = () =>
  new RequestRefusedError(401, 'NOT_VERIFIED', 'The delivery is not signed by a sender that is known here.');

const NOT_TAKEN = 'The delivery was not taken: send it again in half a minute.';

export interface Ingesting {
  /** The secrets that a source's deliveries are verified by; undefined where none is configured. Asked again after a mismatch. */
  secrets(source: string): Promise<WebhookSecrets | undefined>;
  /** UTC instant. */
  now(): string;
  /** Asked for each delivery: hosts that share a process have their own. */
  receiving(): Omit<Receiving, 'now'>;
}

export function createIngest(around: Ingesting) {
  return http({
    routes: { 'POST /webhooks/{source}': (event) => take(around, event) },
    present: ({ status, code, message }) => json(status, { error: { code, message } }),
    styleSource: "'none'",
  });
}

async function take(around: Ingesting, event: HttpEvent): Promise<HttpAnswer> {
  const source = sources.find(({ name }) => name === event.pathParameters?.source);
  const secrets = source === undefined ? undefined : await around.secrets(source.name);
  if (source === undefined || secrets === undefined) throw addressUnknown();
  const delivery = deliveryIn(event, source);
  const now = around.now();
  if (!(await isVerified(source, delivery, secrets, now))) {
    countRejected(source.name, now);
    throw senderNotVerified();
  }
  const { table, publish } = around.receiving();
  const receiving = { table, now, publish: publishing(publish) };
  const received = await receive(receiving, source, delivery);
  countReceived(received, now);
  await afterwards('its line', keepLine(receiving, received, delivery));
  return answerOf(received);
}

const publishing =
  (publish: Receiving['publish']): Receiving['publish'] =>
  (facts) =>
    publish(facts).catch((cause: unknown) => {
      throw new UnavailableError('BUS_UNAVAILABLE', NOT_TAKEN, 30, { cause });
    });

async function isVerified(
  source: Source,
  delivery: Delivery,
  { accepted, refetch }: WebhookSecrets,
  now: string,
): Promise<boolean> {
  if (source.verify(delivery, accepted, now)) return true;
  const anew = await refetch();
  return anew !== undefined && source.verify(delivery, anew, now);
}

/** What was new is 202; what changes nothing, or was only a try, is 200. */
const STATUS: Readonly<Record<Received['outcome'], number>> = {
  accepted: 202,
  unattributed: 202,
  quarantined: 202,
  duplicate: 200,
  ignored: 200,
  ping: 200,
};

function answerOf(received: Received): HttpAnswer {
  const { outcome, event, facts, to, because, left, refused, replies, echo } = received;
  const reused = refused.some(({ refusal }) => refusal === 'ID_REUSED');
  return json(reused ? 200 : STATUS[outcome], {
    outcome,
    event,
    because,
    to,
    facts: facts.map(({ fact }) => ({ type: fact.type, id: fact.detail.id })),
    unattributed: left.map(({ reason }) => ({ because: reason.because, solution: reason.solution })),
    quarantined: refused.map(({ refusal, message }) => ({ reason: refusal, message })),
    replies,
    echo,
  });
}

const json = (statusCode: number, value: object): HttpAnswer => ({
  statusCode,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});
