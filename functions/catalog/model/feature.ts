import * as z from 'zod';
import type { Announcement, Fact } from '../../../events/catalogue.ts';
import { launchTier } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { derived } from '../../kernel/model/announcements.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { type Names, neverRenamed } from '../../kernel/model/identity.ts';
import { enrollmentOf, enrollmentState } from './enrollment.ts';
import { featureFields } from './import/records.ts';
import {
  earlierNames,
  fieldsKnown,
  formerNamesOf,
  knowledgeOf,
  lastOfEach,
  lifecycleShape,
  registrationOf,
  renamed,
  type ShapeOf,
} from './record-keeping.ts';

/** Something a user can see and use, as its product data last said. `internal` is for internal users only. */
export const featureState = lazy(() =>
  z.object({
    feature: z.string(),
    registered: z.boolean(),
    ...lifecycleShape(),
    ...({
      title: z.string().optional(),
      team: z.string().optional(),
      project: z.string().optional(),
      flag: z.string().optional(),
      maturity: z.string().optional(),
      docsUrl: z.string().optional(),
      compatibility: z.record(z.string(), z.union([z.boolean(), z.literal('partial'), z.null()])).optional(),
      deployment: z.record(z.string(), z.string()).optional(),
      useCases: z.array(z.string()).optional(),
      areas: z.array(z.string()).optional(),
      note: z.string().optional(),
      launchTier: launchTier().optional(),
      authors: z.array(z.string()).optional(),
      internal: z.record(z.string(), z.string().nullable().optional()).optional(),
    } satisfies ShapeOf<typeof featureFields>),
    /** Names it had before, and the one it goes by now where that is another. */
    formerNames: z.array(z.string()),
    renamedTo: z.string().optional(),
    /** What the name meant before, and until when. */
    earlier: earlierNames(),
    retiredReason: z.string().optional(),
    /** How many joined its early stages; absent when no fact is about it. */
    enrollment: enrollmentState().optional(),
    fields: fieldsKnown(),
  }),
);
export type FeatureState = Output<typeof featureState>;

const ofFeature = lazy(() => featureFields().keyof());

/** Folds a feature's facts, under all the names it has had. @param facts in order */
export function foldFeature(
  feature: string,
  facts: readonly Fact[],
  names: Names = neverRenamed(feature),
): FeatureState {
  const said = ofType(facts, 'FeatureRegistered').map(({ detail }) => detail);
  return {
    feature,
    registered: said.length > 0,
    registration: registrationOf(said),
    ...lastOfEach(said, ofFeature().options),
    formerNames: formerNamesOf(feature, names),
    ...renamed(feature, names),
    ...retirement(facts),
    enrollment: enrollmentOf(facts),
    fields: knowledgeOf(said, facts, ofFeature().options),
  };
}

/** Registered again after it was retired, a feature is back. */
function retirement(facts: readonly Fact[]) {
  const last = facts.findLast(({ type }) => type === 'FeatureRetired' || type === 'FeatureRegistered');
  if (last?.type !== 'FeatureRetired') return {};
  return { retiredAt: last.detail.occurredAt, retiredReason: last.detail.reason ?? undefined };
}

/** The maturity that announcements speak of: none while it is unregistered, or once it goes by another name. */
export const announcedMaturity = ({ maturity, renamedTo }: FeatureState): string | undefined =>
  renamedTo === undefined ? maturity : undefined;

/**
 * The announcement that the maturity of a feature changed.
 * @param count how many were announced of the feature before, so that there and back and there again are three
 * @param at UTC instant from which it has had its present maturity
 */
export function maturityChanged(
  feature: { feature: string; team?: string | undefined },
  from: string,
  to: string,
  count: number,
  at: string,
): Announcement {
  return {
    type: 'MaturityChanged',
    detail: {
      version: 1,
      id: derived('MaturityChanged', feature.feature, from, to, String(count)),
      occurredAt: at,
      feature: feature.feature,
      team: feature.team ?? null,
      from,
      to,
    },
  };
}
