import * as z from 'zod';
import { fact, feature, flag, project } from '../contract.ts';
import { fewOf, id, launchTier, link, list, optional, reference, text } from '../fields.ts';
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
    maturity: optional(id()).describe('one of the levels that the organisation defines'),
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
