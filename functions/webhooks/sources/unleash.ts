/** Unleash: its webhook integration, with the default body. https://docs.getunleash.io/integrate/webhook */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { eventId, key, maybe, sentMoment } from './fields.ts';
import { isSecret } from './signatures.ts';
import {
  type Delivery,
  ignored,
  isObject,
  type ParseResult,
  reading,
  readingNamed,
  refused,
  type Source,
} from './source.ts';
import { givenBy, strategies } from './strategies.ts';

const TURNED: ReadonlyMap<string, boolean> = new Map([
  ['feature-environment-enabled', true],
  ['feature-environment-disabled', false],
]);

const toggled = lazy(() =>
  z.object({
    featureName: key(),
    project: key(),
    environment: key(),
    createdAt: sentMoment(),
    createdBy: maybe(z.string()),
    data: maybe(z.object({ strategies: maybe(strategies()) })).catch(undefined),
  }),
);

/** Unleash signs nothing: it sends, as `Authorization`, the value that was agreed upon. */
const verify = ({ headers }: Delivery, secrets: readonly string[]): boolean =>
  secrets.some((secret) => isSecret(headers.authorization ?? '', secret));

const TEMPLATE = 'the webhook of Unleash has a body template: empty it, so that the default body is sent';

/** As Unleash names its events. Templates have a type, too, where a chat wants one: `message`. */
const TYPE = /^[a-z]+(?:[-_][a-z]+)+$/;

/** What the default body always has. */
const isDefault = (payload: unknown): boolean =>
  isObject(payload) &&
  typeof payload.type === 'string' &&
  (TYPE.test(payload.type) || Object.hasOwn(payload, 'createdAt'));

/** The flag is on or off in one environment; for whom, only where Unleash sends its strategies too. */
const read = (_delivery: Delivery, payload: unknown): ParseResult =>
  isDefault(payload) ? readDefault(payload) : refused('unknown', 'NOT_AN_EVENT', TEMPLATE);

const readDefault = (payload: unknown): ParseResult =>
  readingNamed(payload, 'type', (event) => {
    const isOn = TURNED.get(event);
    if (isOn === undefined) return ignored(event, 'it does not turn a flag on or off');
    return reading(
      event,
      toggled,
      payload,
      ({ project, environment, featureName: flag, createdAt: at, createdBy, data }) => ({
        kind: 'events',
        event,
        origin: `unleash:${project}/${environment}`,
        events: [
          {
            kind: 'flag-turned',
            id: eventId(['unleash', project, environment, flag, isOn ? 'on' : 'off'], at),
            at,
            // A user's name. An e-mail address is left out, because facts are stored for ever.
            actor: /^[\w.-]{1,100}$/.test(createdBy ?? '') ? `unleash:${createdBy}` : undefined,
            flag,
            ...(isOn ? givenBy(data?.strategies) : { isOn }),
          },
        ],
      }),
    );
  });

export const unleash: Source = {
  name: 'unleash',
  mediaTypes: ['application/json'],
  verify,
  read,
  ifNotJson: TEMPLATE,
};
