import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { merged, noSections, type Sections, section } from '../../../functions/digests/model/sections.ts';
import {
  comingItem,
  correctionItem,
  exemptItem,
  featureItem,
  gradeItem,
  releaseItem,
  reviewItem,
  shippedItem,
  silentItem,
  stepItem,
  unverifiedItem,
} from './items.ts';

/** Most items of a section that are kept. */
const MAX = 30;

const day = (number: number) => `2024-01-${String(1 + (number % 28)).padStart(2, '0')}T00:00:00.000Z`;
const pick = <Value>(values: readonly [Value, ...Value[]], number: number): Value =>
  values[number % values.length] ?? values[0];

/** Sections that hold something for each number: no two numbers are the same item, and many are equal in what comes first. */
const sectionsOf = (numbers: readonly number[]): Sections => ({
  silent: section(
    'silent',
    numbers.map((n) => silentItem({ project: `p${n % 7}`, release: `r${n}`, streak: n % 4 })),
  ),
  shipped: section(
    'shipped',
    numbers.map((n) =>
      shippedItem({
        project: `p${n % 7}`,
        release: `r${n}`,
        verdict: pick(['shipped-on', 'shipped-off'], n),
      }),
    ),
  ),
  features: section(
    'features',
    numbers.map((n) =>
      featureItem({ feature: `f${n % 50}`, team: `t${n}`, change: pick(['new', 'changed'], n) }),
    ),
  ),
  grades: section(
    'grades',
    numbers.map((n) => gradeItem({ feature: `f${n % 50}`, team: `t${n}`, to: { earned: n % 3, of: 6 } })),
  ),
  unverified: section(
    'unverified',
    numbers.map((n) => unverifiedItem({ entity: `feature:f${n}`, lastSeenAt: day(n) })),
  ),
  reviews: section(
    'reviews',
    numbers.map((n) => reviewItem({ review: `r${n}`, ...(n % 3 === 0 ? {} : { lapsesAt: day(n) }) })),
  ),
  releases: section(
    'releases',
    numbers.map((n) => releaseItem({ release: `r${n}`, cutAt: day(n), atRisk: n % 3 })),
  ),
  upcoming: section(
    'upcoming',
    numbers.map((n) =>
      comingItem({
        feature: `f${n % 20}`,
        text: `task ${n}`,
        isOverdue: n % 5 === 0,
        ...(n % 3 === 0 ? {} : { dueAt: day(n) }),
      }),
    ),
  ),
  cadence: section(
    'cadence',
    numbers.map((n) =>
      stepItem({
        team: `t${n % 9}`,
        period: `2024-0${1 + (n % 3)}`,
        step: pick(['okr', 'strategy'], n),
        title: `Step ${n}`,
        state: pick(['done', 'due', 'overdue'], n),
      }),
    ),
  ),
  corrections: section(
    'corrections',
    numbers.map((n) =>
      correctionItem({ period: `2024-0${1 + (n % 2)}`, entity: `project:p${n % 5}`, text: `text ${n}` }),
    ),
  ),
});

const numbers = fc.uniqueArray(fc.nat(300), { maxLength: 80, size: 'max' });

describe('The sections of a digest', () => {
  test('put together are what they would be of all items at once, whichever part comes first', () => {
    fc.assert(
      fc.property(numbers, fc.nat(80), fc.nat(80), (all, one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const [a, b, c] = [all.slice(0, from), all.slice(from, to), all.slice(to)].map(sectionsOf);
        if (a === undefined || b === undefined || c === undefined) throw new Error('there are three');
        const whole = sectionsOf(all);
        expect(merged(merged(a, b), c)).toEqual(whole);
        expect(merged(c, merged(b, a))).toEqual(whole);
      }),
    );
  });

  test('keep the first thirty items of each, and know how many there were', () => {
    const all = sectionsOf(Array.from({ length: 45 }, (_, n) => n));
    for (const { items, total } of Object.values(all)) expect([items.length, total]).toEqual([MAX, 45]);
    const twice = merged(all, sectionsOf([100]));
    for (const { items, total } of Object.values(twice)) expect([items.length, total]).toEqual([MAX, 46]);
  });

  test('are as they were when there is nothing more', () => {
    const some = sectionsOf([1, 2, 3]);
    expect(merged(some, noSections)).toEqual(some);
    expect(merged(noSections, some)).toEqual(some);
  });
});

describe('A release that comes', () => {
  const risky = (project: string) => ({
    project,
    title: project,
    team: 'search',
    because: 'nothing is merged',
  });
  const of = (more: Parameters<typeof releaseItem>[0]) => ({
    ...noSections,
    releases: section('releases', [releaseItem(more)]),
  });

  test('is one for all teams, with the projects of each and the first of those at risk', () => {
    const [a, b, c] = [
      of({ projects: 2, atRisk: 2, named: [risky('d'), risky('b')] }),
      of({ projects: 3, atRisk: 2, named: [risky('a'), risky('c')] }),
      of({ release: '5.5', cutAt: '2024-05-16T14:00:00.000Z' }),
    ];
    const all = merged(merged(a, b), c).releases;
    expect(all).toEqual(merged(c, merged(b, a)).releases);
    expect(all.total).toBe(2);
    expect(all.items[0]).toEqual(
      releaseItem({ projects: 5, atRisk: 4, named: [risky('a'), risky('b'), risky('c')] }),
    );
    expect(all.items[1]?.release).toBe('5.5');
  });
});

describe('What needs a look most comes first:', () => {
  test('of projects that shipped nothing the longest streak, and those that are exempt last', () => {
    const { items } = section('silent', [
      exemptItem({ project: 'a' }),
      silentItem({ project: 'c', streak: 2 }),
      silentItem({ project: 'b', streak: 2, release: '5.4' }),
      silentItem({ project: 'b', streak: 2, release: '5.3' }),
      silentItem({ project: 'd', streak: 3 }),
    ]);
    expect(items.map(({ project, release }) => `${project} ${release}`)).toEqual([
      'd 5.3',
      'b 5.3',
      'b 5.4',
      'c 5.3',
      'a 5.3',
    ]);
  });

  test('of projects that shipped those that are on by default', () => {
    const { items } = section('shipped', [
      shippedItem({ project: 'b', verdict: 'shipped-off' }),
      shippedItem({ project: 'a', verdict: 'shipped-off' }),
      shippedItem({ project: 'c', release: '5.4' }),
      shippedItem({ project: 'c', release: '5.3' }),
    ]);
    expect(items.map(({ project, release }) => `${project} ${release}`)).toEqual([
      'c 5.3',
      'c 5.4',
      'a 5.3',
      'b 5.3',
    ]);
  });

  test('of features the new ones, then those that moved, then those on their way out', () => {
    const { items } = section('features', [
      featureItem({ feature: 'd', change: 'deprecated' }),
      featureItem({ feature: 'c', change: 'changed' }),
      featureItem({ feature: 'b', change: 'changed' }),
      featureItem({ feature: 'e', change: 'new' }),
    ]);
    expect(items.map(({ feature }) => feature)).toEqual(['e', 'b', 'c', 'd']);
  });

  test('of grades those that fell, and those that had none before as if they had had no star', () => {
    const { items } = section('grades', [
      gradeItem({ feature: 'b', from: undefined, to: { earned: 1, of: 6 } }),
      gradeItem({ feature: 'a', to: { earned: 4, of: 6 } }),
      gradeItem({ feature: 'd', to: { earned: 1, of: 5 } }),
      gradeItem({ feature: 'c', to: { earned: 0, of: 6 } }),
    ]);
    expect(items.map(({ feature }) => feature)).toEqual(['c', 'd', 'a', 'b']);
  });

  test('of records the one that waited longest', () => {
    const { items } = section('unverified', [
      unverifiedItem({ entity: 'feature:b', lastSeenAt: day(2) }),
      unverifiedItem({ entity: 'feature:c', lastSeenAt: day(1) }),
      unverifiedItem({ entity: 'feature:a', lastSeenAt: day(2) }),
    ]);
    expect(items.map(({ entity }) => entity)).toEqual(['feature:c', 'feature:a', 'feature:b']);
  });

  test('of reviews the one that lapses first, and those that never do last', () => {
    const { items } = section('reviews', [
      reviewItem({ review: 'b' }),
      reviewItem({ review: 'a' }),
      reviewItem({ review: 'd', lapsesAt: day(2) }),
      reviewItem({ review: 'c', lapsesAt: day(3) }),
    ]);
    expect(items.map(({ review }) => review)).toEqual(['d', 'c', 'a', 'b']);
  });

  test('of what comes up what is late, then what is due first, then what has no day', () => {
    const { items } = section('upcoming', [
      comingItem({ feature: 'b', text: 'two' }),
      comingItem({ feature: 'b', text: 'one' }),
      comingItem({ feature: 'a', dueAt: day(2) }),
      comingItem({ feature: 'c', dueAt: day(1) }),
      comingItem({ feature: 'd', dueAt: day(3), isOverdue: true }),
    ]);
    expect(items.map(({ feature, text }) => `${feature} ${text}`)).toEqual([
      'd L1: Brief press',
      'c L1: Brief press',
      'a L1: Brief press',
      'b one',
      'b two',
    ]);
  });

  test('of steps those that are overdue, then those that are due, then those that are done', () => {
    const { items } = section('cadence', [
      stepItem({ state: 'done', period: '2024-W01' }),
      stepItem({ state: 'due', period: '2024-W02' }),
      stepItem({ state: 'overdue', period: '2024-W04', step: 'strategy' }),
      stepItem({ state: 'overdue', period: '2024-W04' }),
      stepItem({ state: 'overdue', period: '2024-W03' }),
      stepItem({ state: 'overdue', period: '2024-W05', team: 'code' }),
    ]);
    expect(items.map(({ team, period, step }) => `${team} ${period} ${step}`)).toEqual([
      'code 2024-W05 okr',
      'search 2024-W03 okr',
      'search 2024-W04 okr',
      'search 2024-W04 strategy',
      'search 2024-W02 okr',
      'search 2024-W01 okr',
    ]);
  });

  test('of corrections the oldest period', () => {
    const { items } = section('corrections', [
      correctionItem({ entity: 'project:b', text: 'two' }),
      correctionItem({ entity: 'project:b', text: 'one' }),
      correctionItem({ entity: 'project:a' }),
      correctionItem({ entity: 'project:c', period: '2024-01' }),
    ]);
    expect(items.map(({ entity, text }) => `${entity} ${text}`)).toEqual([
      'project:c it shipped after all',
      'project:a it shipped after all',
      'project:b one',
      'project:b two',
    ]);
  });
});
