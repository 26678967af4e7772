import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id, list, optional } from '../fields.ts';

const key = () => z.string().min(1).max(2048);

/**
 * Derived values of the store may be others now: what they were computed from has changed. For Shipshape's own functions;
 * what comes of it for people has announcements of its own. `occurredAt` is that of the newest change.
 */
export const DerivationRequested = announcement('DerivationRequested', () => ({
  values: list(z.object({ pk: key(), sk: key() }))
    .min(1)
    .describe('where they stand in the table'),
}));

/** One team's share of judging a release: a release is judged team by team, each share on its own. */
export const CheckRequested = announcement('CheckRequested', () => ({ release: id(), team: id() }));

/** Grades can have changed: of one feature, of every feature of a team, or, where it names neither, of all. */
export const GradeRequested = announcement('GradeRequested', () => ({
  feature: optional(id()),
  team: optional(id()),
}));

/** The catalog says (again) what a place is about: what waits there for a mapping is attributed now. */
export const SourceMapped = announcement('SourceMapped', () => ({ source: id() }));
