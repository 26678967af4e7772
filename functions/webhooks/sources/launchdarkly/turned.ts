/** What both of LaunchDarkly's shapes say in the same way. */
import * as z from 'zod';
import { webAddress } from '../../../../events/fields.ts';
import { occurrenceId } from '../reading/event-id.ts';
import { key } from '../reading/names.ts';
import type { ParseResult } from '../source.ts';

export const common = () => ({
  _id: key(),
  titleVerb: z.string().optional(),
  member: z.object({ _id: key() }).nullish(),
  _links: z.object({ site: z.object({ href: z.string() }).optional() }).optional(),
});

/** One flag in one environment. */
export interface Place {
  readonly project: string;
  readonly environment: string;
  readonly flag: string;
}

interface Entry {
  readonly _id: string;
  readonly at: string;
  readonly member?: { readonly _id: string } | null | undefined;
  readonly _links?: { readonly site?: { readonly href: string } | undefined } | undefined;
}

/** By its id in the audit log, which repeats carry, too. Who did it is an id: a member's name is an e-mail address. */
export function turned(
  event: string,
  { _id, at, member, _links }: Entry,
  place: Place,
  isOn: boolean,
): ParseResult {
  const link = webAddress.safeParse(_links?.site?.href);
  return {
    kind: 'occurrences',
    event,
    place: `launchdarkly:${place.project}/${place.environment}`,
    occurrences: [
      {
        kind: 'flag-turned',
        id: occurrenceId(['launchdarkly', _id]),
        at,
        actor: member == null ? undefined : `launchdarkly:${member._id}`,
        url: link.success ? link.data : undefined,
        flag: place.flag,
        isOn,
      },
    ],
  };
}

/** Whether its targeting was turned on or off, where the entry's verb says so. */
export function verbSays(titleVerb: string | undefined): boolean | undefined {
  if (titleVerb?.startsWith('turned on') === true) return true;
  return titleVerb?.startsWith('turned off') === true ? false : undefined;
}
