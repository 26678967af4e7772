/** What others get of a digest: what everyone may see of it, what is due of it, its announcement and its JSON. */
import * as z from 'zod';
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Announcement } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { publicView } from '../../../events/visibility.ts';
import { teamIn } from '../../catalog/model/team.ts';
import { derived } from '../../kernel/model/announcements.ts';
import { lastEnded } from '../../kernel/model/period.ts';
import { type Digest, digest as model } from './model.ts';
import { only } from './sections.ts';

/** What everyone may see. */
export const publicDigest = (digest: Digest): Digest => publicView(model(), digest);

/**
 * What is due: the sections that look ahead, and the actions; the same on the page and in the command.
 * @param zone of the reader, in which moments and days are shown
 */
export const dueOf = (soFar: Digest, zone: string = soFar.zone): Digest => ({
  ...only(soFar, ['reviews', 'releases', 'upcoming', 'unverified', 'cadence']),
  actions: soFar.actions,
  zone,
});

/** The answer of `GET /api/due`. */
export const dueAnswer = lazy(() =>
  z.object({
    /** This month's digest as it would be now. */
    digest: model(),
    /** UTC instant: when the last month that has ended began, in the zone of the digest. */
    since: z.string(),
    /** Of one team: each of its records that nobody changed or verified since then. */
    records: model().shape.unverified.shape.items,
  }),
);
export type DueAnswer = Output<typeof dueAnswer>;

/** Since when somebody should have looked at a record: since the beginning of the last month that has ended. */
export const sinceOf = ({ madeAt, zone }: Pick<Digest, 'madeAt' | 'zone'>): string =>
  lastEnded('month', madeAt, zone).from;

/** Made of the digest and nothing else, so that it is the same event whenever it is announced again. */
export function digestReady({ period, zone, audience, madeAt, escalates }: Digest): Announcement {
  const team = teamIn(audience);
  return {
    type: 'DigestReady',
    detail: {
      version: 1,
      id: derived('DigestReady', period, zone, audience),
      occurredAt: madeAt,
      actor: 'system:clock',
      period,
      audience,
      ...(team === undefined ? {} : { team }),
      zone,
      ...(escalates ? { escalates } : {}),
    },
  };
}

/**
 * The JSON of a digest, keys sorted, without anything that the model does not name. The same digest is the same bytes.
 * It is as public as the digest: callers pass it through `publicDigest` first where everyone can see it.
 * @throws {z.ZodError} when it is not a digest
 */
export const digestJson = (digest: Digest): string => `${canonicalJson(model.parse(digest))}\n`;
