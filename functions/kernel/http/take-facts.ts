/** `POST /api/facts`: puts facts on the bus, unless one of them cannot be understood. */
import { isUtf8 } from 'node:buffer';
import * as z from 'zod';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { type Accepted, readFact } from '../../../events/read.ts';
import type { Refused } from '../../../events/refusal.ts';
import type { OutgoingFact } from '../bus/publish.ts';
import {
  type Answer,
  type HttpAnswer,
  type HttpEvent,
  json,
  problem,
  RequestRefusedError,
  UnavailableError,
} from './answers.ts';

/** Of one request: its facts are published within one invocation. */
const MAX_BYTES = 1024 * 1024;
const MAX_FACTS = 2000;

export type Publish = (facts: readonly OutgoingFact[]) => Promise<void>;

/** Names the person who states the facts of a request: then only what they may state is taken. */
export const PERSON_HEADER = 'shipshape-person';

/** A person who speaks over the API. */
export interface ApiSpeaker {
  /** `person:ada`: the actor of facts that name none. */
  readonly reference: string;
  /** For each fact, why they may not state it. */
  refusals(facts: readonly Pick<Accepted, 'fact' | 'entities'>[]): Promise<readonly (string | undefined)[]>;
}

/** @throws {RequestRefusedError} when nobody is meant */
export type FindSpeaker = (called: string) => Promise<ApiSpeaker>;

const NOT_ALL =
  'The facts could not all be put on the bus. Send them again: those that were taken are not doubled.';

/** @throws {UnavailableError} when not all of them could be put on the bus */
export const publishAll = (publish: Publish, facts: readonly OutgoingFact[]): Promise<void> =>
  publish(facts).catch((cause: unknown) => {
    throw new UnavailableError('BUS_UNAVAILABLE', NOT_ALL, 5, { cause });
  });

/** `{"accepted": n, "refused": [{"at", "reason", "message"}]}`, where `at` counts from 0. */
export const takeFacts =
  (publish: Publish, findSpeaker?: FindSpeaker): Answer =>
  async (event) => {
    const called = event.headers[PERSON_HEADER];
    const speaker = called === undefined ? undefined : await findSpeaker?.(called);
    const read = factsIn(event).map((entry) => readFact(saidBy(speaker, asEntry(entry))));
    const accepted = read.filter((each): each is Accepted => each.ok);
    if (accepted.length < read.length) return refusal(read);
    const refusals = (await speaker?.refusals(accepted)) ?? [];
    if (refusals.some((each) => each !== undefined)) return notTheirs(refusals);
    await publishAll(
      publish,
      accepted.map(({ fact, body }) => ({ type: fact.type, body })),
    );
    return json({ accepted: accepted.length, refused: [] }, 202);
  };

/** The source of an entry is optional. */
const asEntry = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry)
    ? { source: FACT_SOURCE, ...entry }
    : entry;

/** A fact that names no actor is said by the person who speaks. */
function saidBy(speaker: ApiSpeaker | undefined, entry: unknown): unknown {
  const { data } = envelope().safeParse(entry);
  if (speaker === undefined || data === undefined || data.detail.actor != null) return entry;
  return { ...data, detail: { ...data.detail, actor: speaker.reference } };
}

const envelope = lazy(() => z.looseObject({ detail: z.looseObject({ actor: z.unknown().optional() }) }));

/** Nothing of the request is taken, so that it can be sent again as a whole. */
function notTheirs(refusals: readonly (string | undefined)[]): HttpAnswer {
  const refused = refusals.flatMap((message, at) =>
    message === undefined ? [] : [{ at, reason: 'NOT_ALLOWED', message }],
  );
  const message = `${refused.length} of ${refusals.length} facts are not for this person to state, so none was taken.`;
  return problem({ status: 403, code: 'FACTS_NOT_ALLOWED', message, more: { accepted: 0, refused } });
}

function refusal(read: readonly (Accepted | Refused)[]): HttpAnswer {
  const refused = read.flatMap((each, at) =>
    each.ok ? [] : [{ at, reason: each.refusal, message: each.message }],
  );
  const message = `${refused.length} of ${read.length} facts cannot be understood, so none was taken.`;
  return problem({ status: 400, code: 'FACTS_REFUSED', message, more: { accepted: 0, refused } });
}

const body = lazy(() => z.object({ facts: z.array(z.unknown()) }));

/** @throws {RequestRefusedError} */
function factsIn(event: HttpEvent): readonly unknown[] {
  const type = event.headers['content-type'] ?? '';
  if (!/^application\/json *(;|$)/i.test(type))
    throw new RequestRefusedError(415, 'TYPE_UNSUPPORTED', 'Facts come with Content-Type: application/json.');
  const { data } = body.safeParse(parsed(bytesOf(event)));
  if (data === undefined) throw unreadable('The body is not {"facts": [{"detail-type", "detail"}, …]}.');
  if (data.facts.length > MAX_FACTS)
    throw new RequestRefusedError(413, 'BODY_TOO_LARGE', `A request holds at most ${MAX_FACTS} facts.`);
  return data.facts;
}

const unreadable = (message: string) => new RequestRefusedError(400, 'BODY_UNREADABLE', message);

function bytesOf({ body: text = '', isBase64Encoded }: HttpEvent): Buffer {
  const bytes = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BYTES)
    throw new RequestRefusedError(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MB.');
  return bytes;
}

/** The parser's message quotes the body, so it is not repeated. */
function parsed(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw unreadable('The body is not UTF-8.');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw unreadable('The body is not JSON.');
  }
}
