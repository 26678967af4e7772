/** What happened, as entries of a feed. The id of each is that of its fact, so that it is the same whatever is said later. */
import { digestOf } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import type { DigestHeadline } from '../../digests/model/digests-report.ts';
import { periodTitle } from '../../digests/model/words/period-words.ts';
import { isStarFact, type StarFact, wordOf } from '../../grades/model/statements.ts';
import { digestAddress, pageAddress } from '../../kernel/model/addresses.ts';
import type { Verdict } from '../../verdicts/model/verdict.ts';
import type { ReleaseHistory } from './histories.ts';
import { titleOf } from './milestones.ts';

/** Of nothing that is internal: no comment, no reason but that of a cancelled release, and nobody's name. */
export interface FeedEntry {
  readonly id: string;
  /** When it happened, UTC. */
  readonly at: string;
  readonly title: string;
  readonly about?: string;
  /** Address without the host. */
  readonly page: string;
}

/** Ids of facts come from outside and can hold anything. */
const idOf = (kind: string, ...parts: readonly string[]) =>
  `urn:shipshape:${kind}:${digestOf([kind, ...parts].join('\n'))}`;

type Dating = Extract<
  Fact,
  {
    type: 'ReleaseScheduled' | 'ReleaseCut' | 'ReleasePublished' | 'ReleaseDated' | 'ReleaseCancelled';
  }
>;

/** What happened to a release, and what was corrected; that it was reported twice is no news. */
export function releaseEntries({ train, state, facts }: ReleaseHistory): FeedEntry[] {
  const title = titleOf(train, state);
  const page = pageAddress('release', state.release);
  const reported = new Set<string>();
  let planned: string | null | undefined;
  return facts.flatMap((fact): FeedEntry[] => {
    if (!isDating(fact)) return [];
    const { type, detail } = fact;
    if (type === 'ReleaseDated' || type === 'ReleaseCancelled') reported.clear();
    else if (type === 'ReleaseScheduled') {
      const [before, now = planned] = [planned, detail.branchCutAt];
      planned = now;
      if (before == null || now == null || before === now) return [];
    } else {
      if (reported.has(type)) return [];
      reported.add(type);
    }
    const { id, occurredAt: at, release } = detail;
    return [{ id: idOf('release', id, release), at, page, ...wordsOf(fact, title) }];
  });
}

const DATING = {
  ReleaseScheduled: true,
  ReleaseCut: true,
  ReleasePublished: true,
  ReleaseDated: true,
  ReleaseCancelled: true,
} satisfies Record<Dating['type'], true>;

const isDating = (fact: Fact): fact is Dating => Object.hasOwn(DATING, fact.type);

function wordsOf(fact: Dating, title: string): Pick<FeedEntry, 'title' | 'about'> {
  switch (fact.type) {
    case 'ReleaseScheduled':
      return {
        title: `${title} has another day for its cut`,
        about: `Now planned for ${dayOf(fact.detail.branchCutAt)}.`,
      };
    case 'ReleaseCut':
      return { title: `${title} was cut` };
    case 'ReleasePublished':
      return { title: `${title} is out` };
    case 'ReleaseCancelled':
      return fact.detail.provisional === true
        ? { title: `The publication of ${title} was taken back` }
        : {
            title: `${title} was cancelled`,
            ...(fact.detail.reason == null ? {} : { about: fact.detail.reason }),
          };
    case 'ReleaseDated':
      return { title: `The dates of ${title} were corrected`, about: datesIn(fact.detail) };
  }
}

const dayOf = (moment: string | null | undefined) => moment?.slice(0, 10) ?? 'no day';

function datesIn({ cutAt, publishedAt }: Extract<Fact, { type: 'ReleaseDated' }>['detail']): string {
  const words = [
    ...(cutAt === undefined ? [] : [cutAt === null ? 'It was not cut.' : `It was cut on ${dayOf(cutAt)}.`]),
    ...(publishedAt === undefined
      ? []
      : [publishedAt === null ? 'It did not come out.' : `It came out on ${dayOf(publishedAt)}.`]),
  ];
  return words.join(' ');
}

const CORRECTIONS = {
  withdrawn: 'a change no longer counts, it was withdrawn',
  reinstated: 'a change counts again',
  reverted: 'a change was reverted',
  restored: 'a reverted change was restored',
} as const;

/** What was said after the cut of the work that a verdict is made from. @param cutAt of its release */
export function correctionEntries(
  { release, project, title, evidence }: Verdict,
  cutAt: string,
): FeedEntry[] {
  const all = evidence.flatMap(({ event, corrections = [] }) =>
    corrections
      .filter(({ at }) => at > cutAt)
      .map((correction) => ({
        id: idOf('correction', correction.event, event, release, project),
        at: correction.at,
        title: `${title} in ${release}: ${CORRECTIONS[correction.kind]}`,
        page: pageAddress('project', project),
      })),
  );
  return [...new Map(all.map((entry) => [entry.id, entry])).values()];
}

const STARS = {
  granted: 'was granted',
  revoked: 'was taken back',
  'not-applicable': 'was said not to apply',
};

interface Starred {
  readonly feature: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** @param titles of the categories */
export const starEntries = (
  { feature, title, facts }: Starred,
  titles: ReadonlyMap<string, string>,
): FeedEntry[] =>
  facts.filter(isStarFact).map((fact: StarFact) => {
    const { id, occurredAt: at, category, side } = fact.detail;
    return {
      id: idOf('star', id, fact.detail.feature, category),
      at,
      title: `${title}: the star ${titles.get(category) ?? category} ${STARS[wordOf(fact)]}`,
      about: side === 'team' ? 'By the team of the category.' : 'By an author of the feature.',
      page: pageAddress('feature', feature),
    };
  });

export const digestEntry = (audience: string, { period, title, madeAt }: DigestHeadline): FeedEntry => ({
  id: idOf('digest', audience, period),
  at: madeAt,
  title: `${title}: the digest of ${periodTitle(period)}`,
  page: digestAddress(audience, period),
});
