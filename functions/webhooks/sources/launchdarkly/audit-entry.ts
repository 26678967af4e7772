/** An entry of LaunchDarkly's audit log about a flag, as its webhooks send it. */
import * as z from 'zod';
import { lazy, type Output } from '../../../../events/lazy.ts';
import { milliseconds } from '../reading/moments.ts';
import { eventName, ignored, reading, refused } from '../reading/parse-result.ts';
import type { ParseResult } from '../source.ts';
import { flagVersion, servesByDefault } from './default.ts';
import { common, type Place, turned, verbSays } from './turned.ts';

const schema = lazy(() =>
  z.object({
    ...common(),
    date: milliseconds(),
    accesses: z.array(z.object({ action: z.string(), resource: z.string() })).nullish(),
    currentVersion: flagVersion().nullish(),
    previousVersion: flagVersion().nullish(),
  }),
);
type Entry = Output<typeof schema>;

/** `proj/web:env/production:flag/search`; tags follow a semicolon. Every environment is `*`. */
const RESOURCE = /^proj\/([\w.~-]+)(?:;[^:]*)?:env\/([\w.~-]+)(?:;[^:]*)?:flag\/([\w.~-]+)(?:;|$)/;

export const readAuditEntry = (payload: unknown): ParseResult =>
  reading('flag', schema, payload, (entry) => {
    const event = `flag ${eventName(entry.accesses?.[0]?.action)}`;
    const [place, ...others] = placesOf(entry);
    if (place === undefined) return ignored(event, 'it is not about one environment');
    if (others.length > 0)
      return refused(event, 'BAD_FIELD', `accesses name ${others.length + 1} flags or environments, not one`);
    const isOn = defaultOf(entry.currentVersion, place) ?? switched(entry);
    if (isOn === undefined) return ignored(event, 'it does not say what users get by default');
    // Tags, rules and names change more often than the default does.
    if (defaultOf(entry.previousVersion, place) === isOn)
      return ignored(event, `the default stays ${isOn ? 'on' : 'off'}`);
    return turned(event, { ...entry, at: entry.date }, place, isOn);
  });

function placesOf({ accesses }: Entry): Place[] {
  const found = new Map<string, Place>();
  for (const { resource } of accesses ?? []) {
    const [match, project, environment, flag] = RESOURCE.exec(resource) ?? [];
    if (match === undefined || project === undefined || environment === undefined || flag === undefined)
      continue;
    found.set([project, environment, flag].join('/'), { project, environment, flag });
  }
  return [...found.values()];
}

const defaultOf = (version: Entry['currentVersion'], { environment }: Place) =>
  version == null ? undefined : servesByDefault(version, environment);

/** For entries that come without the flag itself. */
const switched = ({ accesses, titleVerb }: Entry) =>
  accesses?.some(({ action }) => action === 'updateOn') === true ? verbSays(titleVerb) : undefined;
