/** Strategies, as Unleash has them, and GitLab after it: who gets a feature flag that is switched on. */
import * as z from 'zod';
import { text } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import type { Share } from '../../catalog/model/flag.ts';
import { maybe, maybeAll } from './fields.ts';

const percent = lazy(() => maybe(z.coerce.number().min(0).max(100)));

const strategy = lazy(() =>
  z.object({
    name: maybe(z.string()),
    disabled: maybe(z.boolean()),
    parameters: maybe(z.object({ rollout: percent(), percentage: percent() })),
    constraints: maybe(z.array(z.unknown())),
    segments: maybe(z.array(z.unknown())),
    scopes: maybeAll(z.object({ environment_scope: maybe(z.string()) })).catch(undefined),
  }),
);
type Strategy = Output<typeof strategy>;

export const strategies = lazy(() => z.array(strategy()));

/** What a flag gives: on for everybody, or for a share. */
export interface Given {
  readonly isOn: boolean;
  readonly share?: Share | undefined;
}

/** Strategies that name the users: everybody else does not get the flag. */
const NAMED: ReadonlySet<string> = new Set([
  'userWithId',
  'gitlabUserList',
  'remoteAddress',
  'applicationHostname',
]);

/** One strategy is enough: without any, everybody gets a flag that is switched on. */
export function givenBy(all: readonly Strategy[] | undefined): Given {
  const active = (all ?? []).filter(({ disabled }) => disabled !== true);
  if (active.length === 0) return { isOn: true };
  const open = active.filter((each) => !isNarrow(each)).map(rolloutOf);
  if (open.includes(100)) return { isOn: true };
  const segments = active.filter((each) => isNarrow(each) && rolloutOf(each) > 0).map(nameOf);
  return shareOf(Math.max(0, ...open), segments);
}

const isNarrow = (strategy: Strategy) => {
  const { name = '', constraints = [], segments = [] } = strategy;
  return NAMED.has(name) || constraints.length > 0 || segments.length > 0 || placeOf(strategy) !== undefined;
};

/** Everywhere, or where users are: environments are called in many ways, and these are what production is called. */
const LIVE = /^(?:\*|prod(?:uction)?(?:[/-].*|\*)?|live)$/i;

/** The one environment that a strategy of GitLab holds for, where that is not the one of the users. */
const placeOf = ({ scopes = [] }: Strategy): string | undefined => {
  const named = scopes.flatMap(({ environment_scope: name }) => name ?? []);
  return named.some((name) => LIVE.test(name)) ? undefined : named[0];
};

const rolloutOf = ({ parameters }: Strategy) => parameters?.rollout ?? parameters?.percentage ?? 100;

const segmentName = lazy(() => text(60));
const nameOf = (strategy: Strategy) =>
  segmentName.safeParse(placeOf(strategy) ?? strategy.name).data ?? 'some users';

const MAX_SEGMENTS = 5;

/** For everybody else the flag is off; nobody at all is no share. */
export function shareOf(percent: number, segments: readonly string[]): Given {
  if (percent <= 0 && segments.length === 0) return { isOn: false };
  return {
    isOn: false,
    share: {
      ...(percent > 0 && { percent }),
      ...(segments.length > 0 && { segments: [...new Set(segments)].slice(0, MAX_SEGMENTS) }),
    },
  };
}

/** Whether two settings give the same to the same share. */
export const isSameGiven = (one: Given | undefined, other: Given | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.isOn === other.isOn &&
  one.share?.percent === other.share?.percent &&
  (one.share?.segments ?? []).join('\n') === (other.share?.segments ?? []).join('\n');
