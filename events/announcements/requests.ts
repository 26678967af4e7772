/** Requests to Shipshape's own functions. What comes of them for people is announced separately. */
import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id, list, optional } from '../fields.ts';

const key = () => z.string().min(1).max(2048);

/** What these derived values were computed from has changed. `occurredAt` is that of the newest change. */
export const DerivationRequested = announcement('DerivationRequested', () => ({
  values: list(z.object({ pk: key(), sk: key() }))
    .min(1)
    .describe('their keys in the table'),
}));

/** A release is judged team by team; this asks for one team's share. */
export const CheckRequested = announcement('CheckRequested', () => ({ release: id(), team: id() }));

/** Grades may have changed: of one feature, of every feature of a team, or of all, if it names neither. */
export const GradeRequested = announcement('GradeRequested', () => ({
  feature: optional(id()),
  team: optional(id()),
}));

/** The catalog says what a source is about, so that its waiting events can be attributed. */
export const SourceMapped = announcement('SourceMapped', () => ({ source: id() }));
