import { describe, expect, test } from '@jest/globals';
import { GradeChanged } from '../../../events/announcements/feature.ts';
import { gradeChanged } from '../../../functions/grades/model/grade-announcements.ts';
import { type Reading, readStored, storable } from '../../../functions/grades/model/stored-grade.ts';
import { on } from '../../support/ledger-facts.ts';
import { gradeOn, granted, rubricOf } from './facts.ts';

const at = on('06-01');
const versions = rubricOf({}, { category: 'tests', enabledFrom: on('05-01') });
const titles = new Map([['docs', 'Documentation']]);
const sort = { feature: 'sort', team: 'search', rubricVersion: 'v1', titles };
const none: Reading = readStored(storable(gradeOn('04-01', versions)), on('04-01'));
const one: Reading = readStored(storable(gradeOn('04-01', versions, granted('02-01'))), on('04-01'));
const changed = (was: Reading | undefined, now: Reading, revision = 1) =>
  gradeChanged(sort, was, now, revision, at);

describe('A grade that changed', () => {
  test('is announced with the stars that changed, by their titles', () => {
    const announcement = changed(none, one);
    expect(announcement?.detail).toMatchObject({
      feature: 'sort',
      team: 'search',
      rubricVersion: 'v1',
      occurredAt: at,
      from: { earned: 0, of: 1 },
      to: { earned: 1, of: 1 },
      stars: [{ category: 'docs', title: 'Documentation', from: 'unknown', to: 'earned' }],
    });
    expect(() => GradeChanged.read(announcement?.detail)).not.toThrow();
  });

  test('is announced the first time, and without a team', () => {
    const first = gradeChanged({ feature: 'sort', rubricVersion: 'v1', titles }, undefined, none, 1, at);
    expect(first?.detail).not.toHaveProperty('from');
    expect(first?.detail).toMatchObject({
      team: null,
      stars: [
        { category: 'docs', to: 'unknown' },
        { category: 'tests', to: 'unknown' },
      ],
    });
    expect(() => GradeChanged.read(first?.detail)).not.toThrow();
  });

  test('is announced when a category begins to count, or is gone', () => {
    const counting = readStored(storable(gradeOn('04-01', versions)), on('05-01'));
    expect(changed(none, counting)?.detail).toMatchObject({ from: { of: 1 }, to: { of: 2 }, stars: [] });
    const gone = { ...one, stars: one.stars.slice(0, 1) };
    expect(changed(one, gone)?.detail).toMatchObject({
      stars: [{ category: 'tests', from: 'unknown', to: undefined }],
    });
    expect(() => GradeChanged.read(changed(one, gone)?.detail)).not.toThrow();
  });

  test('is not announced where it reads the same', () => expect(changed(one, one)).toBeUndefined());

  test('is another event each time it comes there, and the same event when it is said again', () => {
    const ids = [changed(none, one, 1), changed(one, none, 2), changed(none, one, 3)].map(
      (each) => each?.detail.id,
    );
    expect(new Set(ids).size).toBe(3);
    expect(changed(none, one, 1)?.detail.id).toBe(ids[0]);
    expect(gradeChanged({ ...sort, feature: 'order' }, none, one, 1, at)?.detail.id).not.toBe(ids[0]);
  });
});
