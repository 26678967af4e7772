/** The rules of reviews: who reviews each class, and for how long. The rubric defines them, or the defaults below hold. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { ofType } from '../../kernel/model/facts.ts';

/** The rule for communications of one class. */
const classRule = lazy(() =>
  z.object({
    changeClass: z.string(),
    title: z.string(),
    /** Roles of people or of a team's contacts, or ids of teams. */
    reviewers: z.array(z.string()),
    /** Full business days of the reviewers' time; absent where it waits until it is answered. */
    fullBusinessDays: z.int().optional(),
  }),
);
export type ClassRule = Output<typeof classRule>;

export const reviewRules = lazy(() =>
  z.object({
    /** For a class that the rules do not name. */
    fullBusinessDays: z.int(),
    /** Full business days before the end to remind reviewers. */
    remindBusinessDays: z.int(),
    classes: z.array(classRule()),
  }),
);
export type ReviewRules = Output<typeof reviewRules>;

const DAYS = 3;
const REMIND_DAYS = 1;
const REVIEWERS = ['product-director', 'marketing'];

const usual: Readonly<Record<string, string>> = {
  'release-post': 'Release post',
  'blog-post': 'Blog post',
  'social-media': 'Social media',
  'public-talk': 'Public talk',
  'site-update': 'Site update',
  'pricing-or-packaging': 'Pricing or packaging',
  deprecation: 'Deprecation',
  press: 'Press',
};
/** What reaches very many people waits until it is answered. */
const wide: Readonly<Record<string, string>> = {
  'large-site-update': 'Large site update',
  'major-press': 'Major press',
  'major-pricing-change': 'Major pricing change',
  'launch-l1': 'Launch of tier L1',
};

const usualClasses = (days: number): ClassRule[] => [
  ...classesOf(usual).map((rule) => ({ ...rule, fullBusinessDays: days })),
  ...classesOf(wide),
];

const classesOf = (titles: Readonly<Record<string, string>>): ClassRule[] =>
  Object.entries(titles).map(([changeClass, title]) => ({ changeClass, title, reviewers: REVIEWERS }));

/**
 * The rules of the version of the rubric that holds at the request, so a later version does not change reviews under way. If
 * it names no classes, the usual ones hold.
 */
export function reviewRulesAt(facts: readonly Fact[], moment: string): ReviewRules {
  const version = ofType(facts, 'RubricPublished').findLast(({ detail }) => detail.occurredAt <= moment);
  const said = version?.detail.reviews ?? {};
  const days = said.fullBusinessDays ?? DAYS;
  const named = (said.classes ?? []).map(
    ({ changeClass, title, reviewers, fullBusinessDays, neverLapses }) => ({
      changeClass,
      title,
      reviewers: reviewers == null || reviewers.length === 0 ? REVIEWERS : reviewers,
      ...(neverLapses ? {} : { fullBusinessDays: fullBusinessDays ?? days }),
    }),
  );
  return {
    fullBusinessDays: days,
    remindBusinessDays: said.remindBusinessDays ?? REMIND_DAYS,
    classes: named.length === 0 ? usualClasses(days) : named,
  };
}

/** The rule of a class; `isKnown` is false for one that the rules do not name: it lapses as most do. */
export function classRuleOf(
  { classes, fullBusinessDays }: ReviewRules,
  changeClass: string,
): ClassRule & { readonly isKnown: boolean } {
  const found = classes.find((each) => each.changeClass === changeClass);
  if (found !== undefined) return { ...found, isKnown: true };
  return { changeClass, title: changeClass, reviewers: REVIEWERS, fullBusinessDays, isKnown: false };
}
