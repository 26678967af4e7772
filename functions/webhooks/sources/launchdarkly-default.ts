/** What a LaunchDarkly flag serves to users whom no rule or target matches: its default, in one environment. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';

const index = lazy(() => z.int().min(0));

const environment = lazy(() =>
  z.object({
    on: z.boolean(),
    fallthrough: z
      .object({
        variation: index().nullish(),
        rollout: z
          .object({ variations: z.array(z.object({ variation: index(), weight: z.number() })) })
          .nullish(),
      })
      .nullish(),
    offVariation: index().nullish(),
  }),
);

export const flagVersion = lazy(() =>
  z.object({
    variations: z.array(z.object({ value: z.unknown() })).nullish(),
    environments: z.record(z.string(), environment()).nullish(),
  }),
);

/**
 * Whether the default is on: what is served is `true`. With its targeting on, a flag serves its fallthrough, and with it
 * off, its off variation, which can be `true` as well. A rollout to a part of the users is not on by default. A flag of
 * other values than true and false is on when it serves something else than when it is off.
 * @returns undefined where the version does not say
 */
export function servesByDefault(
  version: Output<typeof flagVersion> | null | undefined,
  name: string,
): boolean | undefined {
  const environments = version?.environments ?? {};
  const here = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (here === undefined) return undefined;
  const values = (version?.variations ?? []).map(({ value }) => value);
  const isBoolean = values.length > 0 && values.every((value) => typeof value === 'boolean');
  if (!here.on) return isBoolean && here.offVariation != null && values[here.offVariation] === true;
  const served = fallthroughOf(here);
  // The targeting is on, and nothing more is known.
  if (served === 'unknown') return true;
  if (served === 'several') return false;
  return isBoolean ? values[served] === true : values.length === 0 || served !== here.offVariation;
}

function fallthroughOf({ fallthrough }: Output<typeof environment>): number | 'several' | 'unknown' {
  if (fallthrough?.variation != null) return fallthrough.variation;
  const reached = fallthrough?.rollout?.variations.filter(({ weight }) => weight > 0) ?? [];
  const [first, ...others] = new Set(reached.map(({ variation }) => variation));
  if (first === undefined) return 'unknown';
  return others.length > 0 ? 'several' : first;
}
