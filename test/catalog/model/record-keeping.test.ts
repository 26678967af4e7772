import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RecordRetired, RecordVerified } from '../../../events/facts/record.ts';
import { foldFeature } from '../../../functions/catalog/model/feature.ts';
import { snoozedUntil } from '../../../functions/catalog/model/record-keeping.ts';
import { foldTeam } from '../../../functions/catalog/model/team.ts';
import { snoozed } from '../../support/digest-facts.ts';
import { featureRegistered, on, ordered, retold, teamRegistered } from '../../support/ledger-facts.ts';

let count = 0;
const verified = (day: string, fields?: string[], actor = 'person:ada') => {
  count += 1;
  return RecordVerified.read({
    version: 1,
    id: `verified-${count}`,
    occurredAt: on(day),
    entity: 'feature:sort',
    fields,
    actor,
  });
};
const registered = (day: string, fields: object = {}) =>
  featureRegistered(day, { feature: 'sort', actor: 'person:ben', ...fields });
const fieldsAfter = (...facts: Parameters<typeof ordered>[0]) => foldFeature('sort', ordered(facts)).fields;

describe('What is known of a field', () => {
  test('is when and by whom it last became what it is, not when it was last said', () => {
    const { maturity } = fieldsAfter(
      registered('01-01', { maturity: 'beta' }),
      registered('02-01', { maturity: 'ga' }),
      registered('03-01', { maturity: 'ga', actor: 'person:cy' }),
    );
    expect(maturity).toEqual({ changedAt: on('02-01'), changedBy: 'person:ben' });
  });

  test('tells verified from changed', () => {
    const { maturity, title } = fieldsAfter(registered('01-01'), verified('02-01', ['maturity']));
    expect(maturity).toMatchObject({
      changedAt: on('01-01'),
      verifiedAt: on('02-01'),
      verifiedBy: 'person:ada',
    });
    expect(title).toEqual({ changedAt: on('01-01'), changedBy: 'person:ben' });
  });

  test('is verified as a whole where no field is named', () => {
    const known = fieldsAfter(
      registered('01-01'),
      verified('02-01'),
      verified('01-15', ['title'], 'person:cy'),
    );
    expect(Object.values(known).map(({ verifiedAt }) => verifiedAt)).toEqual(Array(3).fill(on('02-01')));
  });

  test('is nothing while it is unknown, and that it became unknown once it was known', () => {
    expect(fieldsAfter(registered('01-01', { docsUrl: null })).docsUrl).toBeUndefined();
    const { docsUrl } = fieldsAfter(
      registered('01-01', { docsUrl: '/docs/sort' }),
      registered('02-01', { docsUrl: null }),
    );
    expect(docsUrl).toMatchObject({ changedAt: on('02-01') });
  });

  test('goes by what a map holds, in whatever order', () => {
    const { compatibility } = fieldsAfter(
      registered('01-01', { compatibility: { a: true, b: null } }),
      registered('02-01', { compatibility: { b: null, a: true } }),
    );
    expect(compatibility).toMatchObject({ changedAt: on('01-01') });
  });
});

describe('A record', () => {
  const retired = (day: string) =>
    RecordRetired.read({ version: 1, id: `retired-${day}`, occurredAt: on(day), entity: 'team:search' });
  test('is retired until it is registered again', () => {
    expect(foldTeam('search', ordered([teamRegistered('01-01', {}), retired('02-01')])).retiredAt).toBe(
      on('02-01'),
    );
    const back = [teamRegistered('03-01', {}), retired('02-01'), teamRegistered('01-01', {})];
    expect(foldTeam('search', ordered(back)).retiredAt).toBeUndefined();
  });

  test('is kept in files when an import told of it last', () => {
    const byHand = teamRegistered('01-01', {});
    const byFiles = teamRegistered('02-01', { id: 'catalog:1' });
    expect(foldTeam('search', [byHand, byFiles]).registration?.isFromFiles).toBe(true);
    expect(foldTeam('search', [byHand]).registration?.isFromFiles).toBe(false);
  });
});

describe('What is snoozed', () => {
  const quiet = snoozed('03-01', { until: on('04-01') });

  test('is so from when it was said until its moment, and no longer', () => {
    expect(snoozedUntil([quiet], on('02-29'))).toBeUndefined();
    expect(snoozedUntil([quiet], on('03-01'))).toBe(on('04-01'));
    expect(snoozedUntil([quiet], on('03-31T23:59'))).toBe(on('04-01'));
    expect(snoozedUntil([quiet], on('04-01'))).toBeUndefined();
  });

  test('is so until the moment that was said last, be it earlier or later', () => {
    const shorter = ordered([quiet, snoozed('03-02', { until: on('03-10') })]);
    expect(snoozedUntil(shorter, on('03-05'))).toBe(on('03-10'));
    expect(snoozedUntil(shorter, on('03-15'))).toBeUndefined();
    const longer = ordered([quiet, snoozed('03-02', { until: on('05-10') })]);
    expect(snoozedUntil(longer, on('04-05'))).toBe(on('05-10'));
  });

  test('is so no more once somebody says a moment in the past', () => {
    const back = ordered([quiet, snoozed('03-10', { until: on('03-09') })]);
    expect(snoozedUntil(back, on('03-09'))).toBe(on('04-01'));
    expect(snoozedUntil(back, on('03-10'))).toBeUndefined();
  });

  test('is the same in whatever order it was told, and how often', () => {
    const facts = [
      quiet,
      snoozed('03-02', { until: on('03-20') }),
      snoozed('03-02', { until: on('06-01') }),
      snoozed('03-15', { until: on('03-16') }),
    ];
    fc.assert(
      fc.property(retold(facts), fc.constantFrom('03-01', '03-10', '03-15', '03-17'), (again, day) => {
        expect(snoozedUntil(ordered(again), on(day))).toBe(snoozedUntil(ordered(facts), on(day)));
      }),
    );
  });
});
