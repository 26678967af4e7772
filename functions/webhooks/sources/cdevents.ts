/**
 * CDEvents (https://cdevents.dev), which build and delivery tools send as CloudEvents: a change that was merged, and an approval
 * that was closed. Names of types end with a version, and what is read is in all versions so far.
 */
import * as z from 'zod';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { id, reference, webAddress } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { eventId, maybe, sentMoment } from './fields.ts';
import { ignored, isObject, type ParseResult, reading } from './source.ts';

const TYPE = /^dev\.cdevents\.([a-z]+\.[a-z]+)(?:\.\d+\.\d+\.\d+(?:-.*)?)?$/;

/** The CDEvent in a body, as it is or as the data of a CloudEvent; undefined where there is none. */
export function cdeventIn(payload: unknown): { readonly name: string; readonly event: unknown } | undefined {
  if (!isObject(payload)) return undefined;
  const event = isObject(payload.data) ? payload.data : payload;
  const type = isObject(event.context) ? event.context.type : undefined;
  const [, name] = TYPE.exec(typeof type === 'string' ? type : '') ?? [];
  return name === undefined ? undefined : { name, event };
}

export function readCdevent(name: string, payload: unknown): ParseResult {
  const event = `cdevents ${name}`;
  switch (name) {
    case 'change.merged':
      return reading(event, merged, payload, (said) => change(event, said));
    case 'approval.closed':
      return reading(event, closed, payload, (said) => answer(event, said));
    default:
      return ignored(event, 'only merged changes and closed approvals are taken from CDEvents');
  }
}

const context = lazy(() => z.object({ id: id(), source: z.string().min(1), timestamp: sentMoment() }));

const address = lazy(() => maybe(webAddress()).catch(undefined));

const merged = lazy(() =>
  z.object({
    context: context(),
    subject: z.object({
      id: id(),
      content: z.object({
        title: maybe(z.string()),
        description: maybe(z.string()),
        uri: address(),
        url: address(),
        repository: maybe(
          z.object({ id: id(), source: maybe(z.string()), url: address(), viewUrl: address() }),
        ),
      }),
    }),
  }),
);

/** Its time is that of the merge: a CDEvent tells no other. */
function change(event: string, { context, subject }: Output<typeof merged>): ParseResult {
  const { title, description, uri, url, repository } = subject.content;
  const place = repository?.source ?? context.source;
  const at = URL.parse(place);
  const name = repository === undefined ? nameOf(place) : `${nameOf(place)}/${repository.id}`;
  const where = [uri, url, repository?.viewUrl, repository?.url, at?.protocol.startsWith('http') && at.href];
  const [link] = where.flatMap((each) => (typeof each === 'string' ? [each] : []));
  if (link === undefined)
    return {
      kind: 'refused',
      event,
      refusal: 'BAD_FIELD',
      message: 'subject.content.uri is missing, and so is every other address of the change',
    };
  return {
    kind: 'events',
    event,
    origin: `cdevents:${name}`,
    events: [
      {
        kind: 'merged',
        id: eventId(['cdevents', name, 'change', subject.id, 'merged']),
        at: context.timestamp,
        title: title ?? description ?? `Change ${subject.id}`,
        url: link,
        labels: [],
      },
    ],
  };
}

/** An address without what is the same for all of a host; anything else as it is. */
const nameOf = (place: string) => place.replace(/^https?:\/\//, '').replace(/^\/+|\/+$/g, '');

const closed = lazy(() =>
  z.object({
    context: context(),
    subject: z.object({
      id: id(),
      content: z.object({
        responder: reference(),
        decision: z.string(),
        comment: maybe(z.string()),
        resourceTargetUrl: address(),
      }),
    }),
  }),
);

const ANSWERS: ReadonlyMap<string, 'approve' | 'object'> = new Map([
  ['approved', 'approve'],
  ['rejected', 'object'],
  ['denied', 'object'],
]);

/** The answer of one reviewer, by whom it was closed. It decides nothing else. */
const answer = (event: string, { context, subject }: Output<typeof closed>): ParseResult => {
  const { responder, decision, comment, resourceTargetUrl } = subject.content;
  const detail = {
    version: 1,
    id: eventId(['cdevents', nameOf(context.source), context.id]),
    occurredAt: context.timestamp,
    actor: responder,
    evidence: resourceTargetUrl,
    review: subject.id,
    answer: ANSWERS.get(decision.toLowerCase()) ?? 'comment',
    comment: comment ?? (ANSWERS.has(decision.toLowerCase()) ? undefined : decision),
  };
  const entry = { source: FACT_SOURCE, 'detail-type': 'ReviewAnswered', detail };
  return { kind: 'events', event, events: [{ kind: 'stated', entry }] };
};
