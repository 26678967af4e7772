/** The next stars within reach: who must do what to earn them. */
import type { Grade } from './grade.ts';
import type { GradeReport } from './report.ts';
import type { Category, Rubric } from './rubric.ts';
import { dayOf, type Star, sideName } from './star.ts';

/** How near a star is to being earned, nearest first. */
const NEARNESS = ['half-missing', 'expired', 'unknown', 'not-earned'] as const;
type Nearness = (typeof NEARNESS)[number];

type NextStar = GradeReport['next'][number] & { readonly nearness: Nearness };

/** Nearest first; among equals those that count come first, then the order of the rubric. */
export function nextStars({ stars }: Grade, { categories }: Rubric): NextStar[] {
  const open = stars.filter(({ word }) => word === 'unknown' || word === 'not-earned');
  const asked = new Map(categories.map((one) => [one.category, one]));
  return open
    .toSorted((a, b) => rank(a) - rank(b) || Number(b.counts) - Number(a.counts))
    .map((star) => ({
      category: star.category,
      title: star.title,
      nearness: nearnessOf(star),
      who: whoActs(star),
      what: whatToDo(star, asked.get(star.category)),
    }));
}

const rank = (star: Star): number => NEARNESS.indexOf(nearnessOf(star));

function nearnessOf({ word, isExpired, policy, missing }: Star): Nearness {
  if (word === 'not-earned') return 'not-earned';
  if (isExpired) return 'expired';
  return policy === 'both' && missing.length === 1 ? 'half-missing' : 'unknown';
}

function whoActs({ policy, team, missing }: Star): string {
  if (policy === 'check') return sideName('team', team);
  return missing.map((side) => sideName(side, team)).join(policy === 'either' ? ' or ' : ' and ');
}

function whatToDo(star: Star, category: Category | undefined): string {
  const how = category?.solution ?? category?.question ?? category?.criteria ?? '';
  const must = star.policy === 'check' ? recordWords(star) : grantWords(star);
  return how === '' ? must : `${must}: ${how}`;
}

function grantWords({ word, isExpired, expiresAt }: Star): string {
  if (isExpired && expiresAt !== undefined) return `grant it again, it expired on ${dayOf(expiresAt)}`;
  return word === 'not-earned' ? 'grant it once what was missing is there' : 'grant it';
}

function recordWords({ word, isExpired, unknownFacts, because }: Star): string {
  if (word === 'not-earned') return `make its rule hold (${because})`;
  if (unknownFacts.length === 0) return `look at its rule (${because})`;
  return `record ${unknownFacts.join(', ')}${isExpired ? ' again' : ''}`;
}
