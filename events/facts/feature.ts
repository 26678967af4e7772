import * as z from 'zod';
import { fact, feature, flag, project } from '../contract.ts';
import { anyText, fewOf, id, launchTier, link, list, optional, reference, text } from '../fields.ts';
import { lazy } from '../lazy.ts';

const hostSupport = lazy(() =>
  z.union([z.boolean(), z.literal('partial'), z.null()], {
    error: 'must be true, false, "partial" or null (unknown)',
  }),
);

/** Shown to sales and support only, never in public. */
const internal = lazy(() =>
  z.object({
    support: optional(text(10_000)),
    sales: optional(text(10_000)),
    notes: optional(text(10_000)),
  }),
);

/** A feature exists, and what is known about it. Said again, it updates the fields it names. */
export const FeatureRegistered = fact(
  'FeatureRegistered',
  () => ({
    feature: id(),
    title: text(),
    team: id(),
    project: optional(id()).describe('the project that works on it'),
    flag: optional(id()).describe('the feature flag it is behind'),
    maturity: id().describe('one of the levels that the organisation defines'),
    docsUrl: optional(link()),
    compatibility: optional(fewOf(hostSupport())).describe('by code host; a host left out is unknown'),
    deployment: optional(fewOf(id())).describe('maturity by deployment option'),
    useCases: optional(list(id())),
    areas: optional(list(id())),
    note: optional(text(2000)).describe('shown with the feature'),
    launchTier: optional(launchTier()),
    authors: optional(list(reference())).describe('who may grant the author side of a star'),
    internal: optional(internal()).describe('for sales and support, never public'),
  }),
  (detail) => [
    feature(detail.feature),
    ...(detail.project == null ? [] : [project(detail.project)]),
    ...(detail.flag == null ? [] : [flag(detail.flag)]),
  ],
);

/** A feature goes by another name from `occurredAt` on, and keeps its history under it. */
export const FeatureRenamed = fact(
  'FeatureRenamed',
  () => ({ feature: id(), to: id() }),
  (detail) => [feature(detail.feature), feature(detail.to)],
  (detail) => (detail.feature === detail.to ? 'needs a new name in to that differs from feature' : undefined),
);

/** A feature is gone from the product. Its history stays; nothing is expected of it any more. */
export const FeatureRetired = fact(
  'FeatureRetired',
  () => ({ feature: id(), reason: optional(text(2000)) }),
  (detail) => [feature(detail.feature)],
);

/** The default of a feature flag is on, or off, for users from `occurredAt` on. */
export const FeatureFlagChanged = fact(
  'FeatureFlagChanged',
  () => ({ flag: id(), enabledByDefault: z.boolean() }),
  (detail) => [flag(detail.flag)],
);

const value = lazy(() =>
  z.union([anyText(10_000), z.number(), z.boolean(), z.null()], {
    error: 'must be a string, a finite number, true, false or null (unknown)',
  }),
);

/** Something measured or looked up about a feature, for `check` policies: its value under `key` from `occurredAt` on. */
export const FactRecorded = fact(
  'FactRecorded',
  () => ({ feature: id(), key: id(), value: value() }),
  (detail) => [feature(detail.feature)],
);
