import * as z from 'zod';
import { about, fact, feature, flag, project } from '../contract.ts';
import {
  anyText,
  fewOf,
  id,
  launchTier,
  link,
  list,
  name,
  optional,
  reference,
  text,
  webAddress,
} from '../fields.ts';
import { lazy } from '../lazy.ts';
import { internal } from '../visibility.ts';

/** Whether something is supported. */
export const support = lazy(() =>
  z.union([z.boolean(), z.literal('partial'), z.null()], {
    error: 'must be true, false, "partial" or null (unknown)',
  }),
);

/** Shown to sales and support only, never in public. */
const insideNotes = lazy(() =>
  z.object({
    support: optional(text(10_000)),
    sales: optional(text(10_000)),
    notes: optional(text(10_000)),
  }),
);

/** A feature exists, and what is known about it. A later one updates the fields that it names. */
export const FeatureRegistered = fact(
  'FeatureRegistered',
  () => ({
    feature: name(),
    title: text(),
    team: id(),
    project: optional(id()).describe('the project that works on it'),
    flag: optional(id()).describe('the feature flag it is behind'),
    maturity: optional(id()).describe('one of the levels that the organisation defines'),
    docsUrl: optional(link()),
    compatibility: optional(fewOf(support())).describe('by code host; a host left out is unknown'),
    deployment: optional(fewOf(id())).describe('maturity by deployment option'),
    useCases: optional(list(id())),
    areas: optional(list(id())),
    note: optional(text(2000)).describe('shown with the feature'),
    launchTier: optional(launchTier()),
    authors: optional(list(reference())).describe('who may grant the author side of a star'),
    internal: internal(optional(insideNotes()).describe('for sales and support, never public')),
  }),
  (detail) => [
    feature(detail.feature),
    ...(detail.project == null ? [] : [project(detail.project)]),
    ...(detail.flag == null ? [] : [flag(detail.flag)]),
  ],
);

/** A feature has another name from `occurredAt` on, and keeps its history. */
export const FeatureRenamed = fact(
  'FeatureRenamed',
  () => ({ feature: id(), to: name() }),
  (detail) => [feature(detail.feature), feature(detail.to)],
  (detail) => (detail.feature === detail.to ? 'needs a new name in to that differs from feature' : undefined),
);

/** A feature is gone from the product. Its history stays, and nothing is expected of it. */
export const FeatureRetired = fact(
  'FeatureRetired',
  () => ({ feature: id(), reason: optional(text(2000)) }),
  about('feature'),
);

/** The users for whom a feature flag is on although it is off by default. */
export const share = lazy(() =>
  z.object({
    percent: optional(z.number().min(0).max(100)).describe('of all users'),
    segments: optional(z.array(text(60)).max(5)).describe(
      'groups of users, in the words of the flag service',
    ),
  }),
);

/** A feature flag is on, or off, by default from `occurredAt` on; off by default, it can be on for a share of the users. */
export const FeatureFlagChanged = fact(
  'FeatureFlagChanged',
  () => ({ flag: id(), enabledByDefault: z.boolean(), share: optional(share()) }),
  about('flag'),
  ({ enabledByDefault, share }) =>
    enabledByDefault && share != null
      ? 'has a share, which is for a flag that is off by default: one that is on by default is on for everybody'
      : undefined,
);

/** A feature flag exists, and what is known about it; `FeatureFlagChanged` says its default. A later one updates the fields that it names. */
export const FeatureFlagRegistered = fact(
  'FeatureFlagRegistered',
  () => ({
    flag: id(),
    title: optional(text()),
    team: optional(id()).describe('whose it is'),
    kind: optional(text(100)).describe('what it is for, in the words of who keeps it: beta, ops, experiment'),
    since: optional(text(100)).describe(
      'from when its default holds: a version of a release, in quotes ("16.10"), or a moment',
    ),
    url: optional(webAddress()).describe('where to read about it'),
  }),
  about('flag'),
);

export const measured = lazy(() =>
  z.union([anyText(10_000), z.number(), z.boolean(), z.null()], {
    error: 'must be a string, a finite number, true, false or null (unknown)',
  }),
);

/** Something measured about a feature, for the policy `check`: the value of `key` from `occurredAt` on. */
export const FactRecorded = fact(
  'FactRecorded',
  () => ({ feature: id(), key: id(), value: measured() }),
  about('feature'),
);
