/** Unleash: its webhook integration, with the default body. https://docs.getunleash.io/integrate/webhook */
import * as z from 'zod';
import { moment } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { eventId, key } from './fields.ts';
import { isSecret } from './signatures.ts';
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

const TURNED: ReadonlyMap<string, boolean> = new Map([
  ['feature-environment-enabled', true],
  ['feature-environment-disabled', false],
]);

const toggled = lazy(() =>
  z.object({
    featureName: key(),
    project: key(),
    environment: key(),
    createdAt: moment(),
    createdBy: z.string().nullish(),
  }),
);

/** Unleash signs nothing: it sends, as `Authorization`, the value that was agreed upon. */
const verify = ({ headers }: Delivery, secrets: readonly string[]): boolean =>
  secrets.some((secret) => isSecret(headers.authorization ?? '', secret));

function read(_delivery: Delivery, payload: unknown): ParseResult {
  if (!isObject(payload)) return refused('unknown', 'NOT_AN_EVENT', 'the body is not a JSON object');
  const event = eventName(payload.type);
  if (typeof payload.type !== 'string')
    return refused(event, 'NOT_AN_EVENT', 'type, which names the event, is missing');
  const isOn = TURNED.get(event);
  if (isOn === undefined) return ignored(event, 'it does not turn a flag on or off');
  return reading(event, toggled, payload, (told) => turned(event, told, isOn));
}

/** The flag in one environment is on, or off. Its strategies, which can narrow that to some users, are not told. */
function turned(event: string, told: Output<typeof toggled>, isOn: boolean): ParseResult {
  const { project, environment, featureName: flag, createdAt: at } = told;
  const id = eventId(['unleash', project, environment, flag, isOn ? 'on' : 'off'], at);
  const actor = actorOf(told.createdBy);
  return {
    kind: 'events',
    event,
    origin: `unleash:${project}/${environment}`,
    events: [{ kind: 'flag-turned', id, at, actor, flag, isOn }],
  };
}

/** A user's name. Where Unleash has e-mail addresses instead they are left out: facts are kept for ever. */
const actorOf = (createdBy: string | null | undefined) =>
  createdBy != null && /^[\w.-]{1,100}$/.test(createdBy) ? `unleash:${createdBy}` : undefined;

export const unleash: Source = { name: 'unleash', mediaTypes: ['application/json'], verify, read };
