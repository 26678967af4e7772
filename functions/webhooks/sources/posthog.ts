/**
 * PostHog: a webhook destination, or whatever calls with the flag of its API. PostHog signs nothing; the destination sends the
 * secret in a header. That a flag is active only says that it is evaluated: who gets it is in its rollout.
 * https://posthog.com/docs/data-pipelines/destinations/webhook
 */
import * as z from 'zod';
import { webAddress } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { eventId, key, maybe, maybeAll, numericId, sentMoment } from './fields.ts';
import { isSecret } from './signatures.ts';
import { type Delivery, ignored, type ParseResult, reading, type Source } from './source.ts';
import { type Given, shareOf } from './strategies.ts';

const verify = ({ headers }: Delivery, secrets: readonly string[]): boolean =>
  secrets.some((secret) => isSecret(headers.authorization ?? '', secret));

const percent = lazy(() => maybe(z.coerce.number().min(0).max(100)));

const flag = lazy(() =>
  z.object({
    key: key(),
    active: maybe(z.boolean()),
    deleted: maybe(z.boolean()),
    rollout: maybe(
      z.object({
        effectively_full_rollout: maybe(z.boolean()),
        has_targeting_conditions: maybe(z.boolean()),
        rollout_percentage: percent(),
      }),
    ),
    filters: maybe(
      z.object({
        groups: maybeAll(
          z.object({ properties: maybe(z.array(z.unknown())), rollout_percentage: percent() }),
        ),
      }),
    ),
    updated_at: maybe(sentMoment()),
  }),
);
type Flag = Output<typeof flag>;

const body = lazy(() =>
  z.object({
    timestamp: maybe(sentMoment()),
    project: maybe(z.object({ id: maybe(numericId()), url: maybe(webAddress()) })),
    flags: maybe(z.array(flag()).min(1).max(100)),
    flag: maybe(flag()),
  }),
);

const EVENT = 'feature flag';
const CLOUD: ReadonlySet<string> = new Set(['app.posthog.com', 'us.posthog.com']);

const read = (_delivery: Delivery, payload: unknown): ParseResult =>
  reading(EVENT, body, payload, ({ timestamp, project, flags, flag: one }) => {
    const all = flags ?? (one === undefined ? [] : [one]);
    const told = all.map((each) => ({ ...each, given: givenBy(each), at: each.updated_at ?? timestamp }));
    if (told.some(({ at }) => at === undefined))
      return { kind: 'refused', event: EVENT, refusal: 'BAD_TIME', message: 'timestamp is missing' };
    // Projects are numbered at each host.
    const [host, id] = [URL.parse(project?.url ?? '')?.host, project?.id ?? 'default'];
    const names = host === undefined || CLOUD.has(host) ? [id] : [host, id];
    const events = told.flatMap(({ key: name, given, at = '' }) =>
      given === undefined
        ? []
        : [
            {
              kind: 'flag-turned' as const,
              id: eventId(['posthog', ...names, name, given.isOn ? 'on' : 'off'], at),
              at,
              url: project?.url,
              flag: name,
              ...given,
            },
          ],
    );
    if (events.length === 0)
      return ignored(EVENT, 'it does not say who gets the flag: neither rollout nor filters');
    return { kind: 'events', event: EVENT, origin: `posthog:${names.join('/')}`, events };
  });

/** Undefined where the flag does not say. */
function givenBy({ active, deleted, rollout = {}, filters }: Flag): Given | undefined {
  if (active === false || deleted === true) return { isOn: false };
  const { effectively_full_rollout: whole, rollout_percentage: part } = rollout;
  if (whole === undefined && part === undefined && filters?.groups === undefined) return undefined;
  const { share, isNarrow } = groupsOf(filters);
  const isNarrowed = rollout.has_targeting_conditions ?? isNarrow;
  // A group for everybody is full whatever conditions other groups have; the summary alone says whether that is so.
  if (whole === undefined ? share === 100 || (part === 100 && !isNarrowed) : whole && !isNarrowed)
    return { isOn: true };
  const some = part ?? share;
  // All of those who meet the conditions are no share of everybody.
  return shareOf(whole === true || some === 100 ? 0 : some, isNarrowed ? ['targeting conditions'] : []);
}

/** The largest share that a group without conditions has, and whether there are groups with conditions. */
function groupsOf(filters: Flag['filters']) {
  const groups = filters?.groups ?? [];
  const open = groups.filter(({ properties = [] }) => properties.length === 0);
  const share = Math.max(0, ...open.map((each) => each.rollout_percentage ?? 100));
  return { share, isNarrow: open.length < groups.length };
}

export const posthog: Source = { name: 'posthog', mediaTypes: ['application/json'], verify, read };
