/** What a LaunchDarkly flag serves to users whom no rule or target matches: its default, in one environment. */
import * as z from 'zod';
import { text } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { maybe } from './fields.ts';
import { type Given, shareOf } from './strategies.ts';

const index = lazy(() => z.int().min(0));

const served = () => ({
  variation: maybe(index()),
  rollout: maybe(
    z.object({ variations: z.array(z.object({ variation: index(), weight: z.number().min(0) })) }),
  ),
});

const environment = lazy(() =>
  z.object({
    on: z.boolean(),
    fallthrough: maybe(z.object(served())),
    rules: maybe(z.array(z.object({ ...served(), description: maybe(z.string()) }))),
    targets: maybe(z.array(z.object({ variation: maybe(index()) }))),
    offVariation: maybe(index()),
  }),
);
type Environment = Output<typeof environment>;

export const flagVersion = lazy(() =>
  z.object({
    variations: maybe(z.array(z.object({ value: z.unknown() }))),
    environments: maybe(z.record(z.string(), maybe(environment()))),
  }),
);

/**
 * Whether the default is on: what is served is `true`. With its targeting on, a flag serves its fallthrough, and with it
 * off, its off variation, which can be `true` as well. A rollout to a part of the users is not on by default, and neither are
 * rules and targets for some of them: they are its share. A flag of other values than true and false is on when it serves
 * something else than when it is off.
 * @returns undefined where the version does not say
 */
export function servesByDefault(
  version: Output<typeof flagVersion> | undefined,
  name: string,
): Given | undefined {
  const environments = version?.environments ?? {};
  const here = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (here === undefined) return undefined;
  const values = (version?.variations ?? []).map(({ value }) => value);
  const isBoolean = values.length > 0 && values.every((value) => typeof value === 'boolean');
  if (!here.on)
    return { isOn: isBoolean && here.offVariation !== undefined && values[here.offVariation] === true };
  // Of values that are not told, only one that is served to all is known to be something.
  const isTold = values.length > 0 || here.fallthrough?.variation !== undefined;
  const isOn = (variation: number) =>
    isBoolean
      ? values[variation] === true
      : isTold && (values.length === 0 || variation !== here.offVariation);
  const percent = percentOf(here.fallthrough, isOn);
  // The targeting is on, and nothing more is known.
  if (percent === undefined || percent === 100) return { isOn: true };
  return shareOf(percent, segmentsOf(here, isOn));
}

type Served = z.output<z.ZodObject<ReturnType<typeof served>>>;

/** Of those that get it, the ones that get what counts as on; undefined where it is not said. Weights are relative. */
function percentOf(given: Served | undefined, isOn: (variation: number) => boolean): number | undefined {
  if (given?.variation !== undefined) return isOn(given.variation) ? 100 : 0;
  const variations = given?.rollout?.variations ?? [];
  const sum = (all: typeof variations) => all.reduce((total, { weight }) => total + weight, 0);
  const all = sum(variations);
  if (all === 0) return undefined;
  return Number(((100 * sum(variations.filter(({ variation }) => isOn(variation)))) / all).toFixed(3));
}

const segmentName = lazy(() => text(60));

function segmentsOf({ rules = [], targets = [] }: Environment, isOn: (variation: number) => boolean) {
  const ruled = rules
    .filter((rule) => (percentOf(rule, isOn) ?? 0) > 0)
    .map(({ description }) => segmentName.safeParse(description).data ?? 'a rule');
  const targeted = targets.some(({ variation }) => variation !== undefined && isOn(variation));
  return [...ruled, ...(targeted ? ['single users'] : [])];
}
