import * as z from 'zod';
import { about, fact, release, train } from '../contract.ts';
import { id, moment, optional, releaseKind, text } from '../fields.ts';

const provisional = () =>
  optional(z.literal(true)).describe('only a tag or a release at the sender says so, and no plan of anybody');

/** A release is planned on a train. A later one reschedules it. Dates in a wrong order are accepted, and shown. */
export const ReleaseScheduled = fact(
  'ReleaseScheduled',
  () => ({
    release: id(),
    train: id(),
    releaseVersion: optional(text()).describe('for people, like 5.4.0; releases are ordered by date'),
    kind: optional(releaseKind()).describe('without it, the numbers of the version decide'),
    counts: optional(z.boolean()).describe(
      'whether projects are judged by it, where that differs from its kind',
    ),
    opensAt: optional(moment()),
    featureFreezeAt: optional(moment()),
    branchCutAt: optional(moment()),
    releaseAt: optional(moment()),
    provisional: provisional(),
  }),
  (detail) => [release(detail.release), train(detail.train)],
);

/** A release has another name from `occurredAt` on, and keeps its history. */
export const ReleaseRenamed = fact(
  'ReleaseRenamed',
  () => ({ release: id(), to: id() }),
  (detail) => [release(detail.release), release(detail.to)],
  (detail) => (detail.release === detail.to ? 'needs a new name in to that differs from release' : undefined),
);

/** The branch of a release was cut at `occurredAt`: it contains what was merged up to then. */
export const ReleaseCut = fact('ReleaseCut', () => ({ release: id() }), about('release'));

/** A release reached its users. */
export const ReleasePublished = fact('ReleasePublished', () => ({ release: id() }), about('release'));

/**
 * When a release was cut and when it came out, whatever was reported before: another moment, or null for what did not happen.
 * The last one decides. After a null, what is reported later counts again.
 */
export const ReleaseDated = fact(
  'ReleaseDated',
  () => ({ release: id(), cutAt: optional(moment()), publishedAt: optional(moment()) }),
  about('release'),
  (detail) =>
    detail.cutAt === undefined && detail.publishedAt === undefined
      ? 'needs cutAt or publishedAt: a moment, or null'
      : undefined,
);

/**
 * A release will not happen, so no project is judged by it. A provisional one takes back what the sender published: a release
 * that somebody planned stays planned.
 */
export const ReleaseCancelled = fact(
  'ReleaseCancelled',
  () => ({ release: id(), reason: optional(text(2000)), provisional: provisional() }),
  about('release'),
);
