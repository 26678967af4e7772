/** Verdicts, and who may grant a star, are the same with the best grades, the worst, and any others. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../events/catalogue.ts';
import { foldFeature } from '../../functions/catalog/model/feature.ts';
import { mayGrant } from '../../functions/grades/model/grant-policy.ts';
import { rubricVersions } from '../../functions/grades/model/rubric.ts';
import { judge } from '../../functions/verdicts/model/judge.ts';
import {
  anyStarFacts,
  gradeOn,
  granted,
  notApplicable,
  published,
  recorded,
  revoked,
} from '../grades/model/facts.ts';
import {
  cycle,
  featureRegistered,
  flagChanged,
  merged,
  on,
  ordered,
  planned,
  projectStarted,
  shipped,
  workOf,
} from '../support/ledger-facts.ts';

const rubric = published(
  '01-01',
  'v1',
  {},
  { category: 'tests', policy: 'author' },
  { category: 'a11y', policy: 'both' },
);
const versions = rubricVersions([rubric]);
const feature = featureRegistered('01-02', { feature: 'sort', flag: 'new-sort', authors: ['person:ada'] });

const all = (say: (day: string, category: string, side: 'team' | 'author') => Fact, day: string) =>
  ['docs', 'tests', 'a11y'].flatMap((category) => [say(day, category, 'team'), say(day, category, 'author')]);
const grades: Readonly<Record<string, readonly Fact[]>> = {
  none: [],
  best: all((day, category, side) => granted(day, { category, side }), '02-01'),
  worst: all((day, category, side) => revoked(day, { category, side }), '02-02'),
  'not applicable': all((day, category, side) => notApplicable(day, { category, side }), '02-03'),
  measured: [recorded('02-01', 'coverage', 0)],
};

const works: Readonly<Record<string, readonly Fact[]>> = {
  nothing: [],
  'a change': [merged('03-10', { feature: 'sort' })],
  'a change behind a flag': [
    flagChanged('03-01', { flag: 'new-sort', enabledByDefault: false }),
    merged('03-10', { feature: 'sort' }),
  ],
  'a declared shipment': [shipped('03-10', {})],
  'a plan': [planned('03-02', { feature: 'sort' })],
};

describe('A verdict', () => {
  const verdictWith = (work: readonly Fact[], stars: readonly Fact[]) =>
    judge(workOf([projectStarted('01-01', {}), rubric, feature, ...work, ...stars]), cycle);

  describe.each(Object.keys(works))('on %s', (what) => {
    const work = works[what] ?? [];
    it.each(Object.keys(grades))('is the same with these stars: %s', (name) => {
      expect(verdictWith(work, grades[name] ?? [])).toEqual(verdictWith(work, []));
    });

    it('is the same with any stars', () =>
      fc.assert(
        fc.property(anyStarFacts, (stars) => expect(verdictWith(work, stars)).toEqual(verdictWith(work, []))),
      ));
  });
});

describe('Who may speak of a star', () => {
  const people = [
    { names: ['person:ada'], teams: [] },
    { names: ['person:mira'], teams: ['writers'] },
    { names: ['person:eve'], teams: [] },
  ];
  const answersWith = (stars: readonly Fact[]) => {
    const state = foldFeature('sort', ordered([feature, ...stars]));
    return people.flatMap((actor) =>
      ['docs', 'tests', 'a11y', 'none'].map((category) => mayGrant(actor, category, state, versions[0])),
    );
  };

  it.each(Object.keys(grades))('is the same with these stars: %s', (name) => {
    expect(answersWith(grades[name] ?? [])).toEqual(answersWith([]));
  });
});

it('These stars make different grades', () => {
  const earned = Object.values(grades).map((stars) => {
    const { earned, of } = gradeOn('06-30', versions, feature, ...stars);
    return `${earned}/${of}`;
  });
  expect(earned).toEqual(['0/3', '3/3', '0/3', '0/0', '0/3']);
  expect(on('06-30') > cycle.until).toBe(true);
});
