import { describe, expect, test } from '@jest/globals';
import { cutOf, expectedCut, foldRelease, releaseState } from '../../../functions/catalog/model/release.ts';
import {
  on,
  ordered,
  releaseCancelled,
  releaseCut,
  releaseDated,
  releasePublished,
  releaseRenamed,
  releaseScheduled,
  releasesOf,
} from '../../support/ledger-facts.ts';

const r = { release: '5.2' };
const fold = (...facts: Parameters<typeof ordered>[0]) => foldRelease('5.2', ordered(facts));
const scheduled = releaseScheduled('01-01', {
  ...r,
  releaseVersion: '5.2.0',
  opensAt: on('02-01'),
  featureFreezeAt: on('02-20'),
  branchCutAt: on('03-01'),
  releaseAt: on('03-05'),
});

describe('A release', () => {
  test('is unregistered, and counts for nothing, while nobody scheduled it', () => {
    const state = fold(releaseCut('03-01', r));
    expect(state).toEqual({
      ...r,
      registered: false,
      provisional: true,
      trains: [],
      counts: false,
      formerNames: [],
      earlier: [],
      names: [{ name: '5.2' }],
      cutAt: on('03-01'),
    });
  });

  test('has the milestones it was scheduled with', () => {
    const state = fold(scheduled);
    expect(state).toEqual({
      ...r,
      registered: true,
      provisional: false,
      train: 'server',
      trains: ['server'],
      version: '5.2.0',
      kind: 'minor',
      counts: true,
      opensAt: on('02-01'),
      featureFreezeAt: on('02-20'),
      branchCutAt: on('03-01'),
      releaseAt: on('03-05'),
      formerNames: [],
      earlier: [],
      names: [{ name: '5.2' }],
      registration: { at: on('01-01'), isFromFiles: false },
    });
    expect(releaseState.parse(state)).toEqual(state);
  });

  test('is of the kind that its version tells where nobody says it, and that does not unsay what somebody said', () => {
    const byTag = releaseScheduled('01-03', { ...r, kind: undefined, releaseVersion: '5.2.0' });
    expect(fold(byTag)).toMatchObject({ kind: 'minor', counts: true });
    expect(fold(releaseScheduled('01-01', { ...r, kind: 'monthly' }), byTag)).toMatchObject({
      kind: 'monthly',
    });
    const patch = releaseScheduled('01-03', { ...r, kind: undefined, releaseVersion: '5.2.1' });
    expect(fold(patch)).toMatchObject({ kind: 'patch', counts: false });
  });

  test('scheduled again is rescheduled: what is said moves, what is left out stays, null takes it away', () => {
    const again = releaseScheduled('01-02', { ...r, branchCutAt: on('03-08'), releaseAt: null });
    expect(fold(again, scheduled)).toMatchObject({
      branchCutAt: on('03-08'),
      releaseAt: undefined,
      opensAt: on('02-01'),
    });
  });

  test('remembers every train it was scheduled on, and is on the last', () => {
    const moved = releaseScheduled('01-02', { ...r, train: 'extension' });
    expect(fold(scheduled, moved)).toMatchObject({ train: 'extension', trains: ['extension', 'server'] });
  });

  test('is cut once, and published once: the first time it was', () => {
    const state = fold(
      scheduled,
      releaseCut('03-03', r),
      releaseCut('03-02', r),
      releasePublished('03-09', r),
      releasePublished('03-08', r),
    );
    expect(state).toMatchObject({ cutAt: on('03-02'), publishedAt: on('03-08') });
  });

  test('is cancelled, and is back when it is scheduled again', () => {
    const cancelled = releaseCancelled('02-01', r);
    expect(fold(scheduled, cancelled).cancelledAt).toBe(on('02-01'));
    expect(fold(scheduled, cancelled, releaseScheduled('02-02', r)).cancelledAt).toBeUndefined();
  });

  test('is cancelled for the reason that was said last, until it is back', () => {
    const skipped = releaseCancelled('02-01', { ...r, reason: 'skipped' });
    expect(fold(scheduled, skipped).cancelledReason).toBe('skipped');
    expect(fold(scheduled, skipped, releaseCancelled('02-03', r)).cancelledReason).toBe('skipped');
    const late = releaseCancelled('02-03', { ...r, reason: 'late' });
    expect(fold(scheduled, skipped, late).cancelledReason).toBe('late');
    const back = releaseScheduled('02-04', r);
    expect(fold(scheduled, skipped, back).cancelledReason).toBeUndefined();
    const again = releaseCancelled('02-05', r);
    expect(fold(scheduled, skipped, back, again).cancelledReason).toBeUndefined();
  });

  test('goes by another name after a rename, which keeps its milestones', () => {
    const renamed = releaseRenamed('02-01', { ...r, to: '6.0' });
    const [left, present] = releasesOf([scheduled, renamed]);
    expect(left).toMatchObject({ ...r, renamedTo: '6.0', branchCutAt: on('03-01') });
    expect(present).toMatchObject({
      release: '6.0',
      formerNames: ['5.2'],
      names: [{ name: '5.2' }, { name: '6.0' }],
      branchCutAt: on('03-01'),
      renamedTo: undefined,
    });
  });
});

describe('Whether a release counts', () => {
  test.each(['major', 'minor', 'monthly'] as const)('is yes for a %s one', (kind) =>
    expect(fold(releaseScheduled('01-01', { ...r, kind })).counts).toBe(true),
  );

  test('is no for a patch', () => {
    expect(fold(releaseScheduled('01-01', { ...r, kind: 'patch' })).counts).toBe(false);
  });

  test('is what it says itself, before what its kind says', () => {
    expect(fold(releaseScheduled('01-01', { ...r, kind: 'patch', counts: true })).counts).toBe(true);
    expect(fold(releaseScheduled('01-01', { ...r, counts: false })).counts).toBe(false);
  });

  test('is what its kind says again once it says null', () => {
    const facts = [false, null].map((counts, at) => releaseScheduled(`01-0${at + 1}`, { ...r, counts }));
    expect(fold(...facts).counts).toBe(true);
  });
});

describe('The cut of a release', () => {
  const cutAfter = (...facts: Parameters<typeof ordered>[0]) => cutOf(fold(scheduled, ...facts));

  test('is not there while the release is only planned', () => expect(cutAfter()).toBeUndefined());

  test('is when it was cut, also where that is not as planned', () => {
    expect(cutAfter(releaseCut('03-03', r), releasePublished('03-05', r))).toBe(on('03-03'));
  });

  test('is the planned one for a release published without a cut', () => {
    expect(cutAfter(releasePublished('03-05', r))).toBe(on('03-01'));
    expect(cutAfter(releasePublished('03-01', r))).toBe(on('03-01'));
  });

  test('is the publication for one published before its planned cut, or without one', () => {
    expect(cutAfter(releasePublished('02-25', r))).toBe(on('02-25'));
    expect(cutOf(fold(releasePublished('02-25', r)))).toBe(on('02-25'));
  });
});

describe('The expected cut of a release', () => {
  test('is the cut itself, else the planned cut, else the planned publication', () => {
    expect(expectedCut(fold(scheduled, releaseCut('03-03', r)))).toBe(on('03-03'));
    expect(expectedCut(fold(scheduled))).toBe(on('03-01'));
    expect(expectedCut(fold(releaseScheduled('01-01', { ...r, releaseAt: on('03-05') })))).toBe(on('03-05'));
    expect(expectedCut(fold(releaseScheduled('01-01', r)))).toBeUndefined();
  });
});

describe('What a tag says of a release', () => {
  const tagged = (day: string, releaseVersion = '5.2.9') =>
    releaseScheduled(day, { ...r, train: 'other', kind: undefined, releaseVersion, provisional: true });

  test('holds while nobody planned it, and never against a plan', () => {
    expect(fold(tagged('01-01'))).toMatchObject({ provisional: true, version: '5.2.9', train: 'other' });
    expect(fold(scheduled, tagged('05-01'))).toMatchObject({
      provisional: false,
      version: '5.2.0',
      train: 'server',
      registration: { at: on('01-01') },
    });
  });

  test('brings back none that was cancelled', () => {
    expect(fold(scheduled, releaseCancelled('02-01', r), tagged('05-01')).cancelledAt).toBe(on('02-01'));
    expect(fold(tagged('01-01'), releaseCancelled('02-01', r), tagged('05-01')).cancelledAt).toBe(
      on('02-01'),
    );
  });

  test('is taken back with its publication, until it is published again; a plan stays', () => {
    const back = releaseCancelled('03-01', { ...r, provisional: true });
    const out = releasePublished('02-01', r);
    expect(fold(tagged('02-01'), out, back)).toMatchObject({ cancelledAt: on('03-01') });
    const again = fold(tagged('02-01'), out, back, releasePublished('03-02', r));
    expect(again).toMatchObject({ publishedAt: on('02-01') });
    expect(again.cancelledAt).toBeUndefined();
    const planned = fold(scheduled, out, back);
    expect([planned.cancelledAt, planned.publishedAt]).toEqual([undefined, undefined]);
  });
});

describe('A cut that was re-dated', () => {
  const cut = releaseCut('03-01', r);
  const dated = (day: string, cutAt: string | null) => releaseDated(day, { ...r, cutAt });

  test('is what was said last, whatever was reported', () => {
    expect(fold(scheduled, cut, dated('03-05', on('03-03'))).cutAt).toBe(on('03-03'));
    expect(fold(scheduled, cut, dated('03-05', on('03-03')), dated('03-06', on('02-03'))).cutAt).toBe(
      on('02-03'),
    );
    expect(fold(scheduled, dated('03-05', on('03-03')), releaseCut('03-09', r)).cutAt).toBe(on('03-03'));
  });

  test('that never was is none, until one is reported after that', () => {
    expect(fold(scheduled, cut, dated('03-05', null)).cutAt).toBeUndefined();
    expect(fold(scheduled, cut, dated('03-05', null), releaseCut('03-09', r)).cutAt).toBe(on('03-09'));
    expect(fold(scheduled, cut, dated('03-05', null), dated('03-06', on('03-01'))).cutAt).toBe(on('03-01'));
  });

  test('leaves the publication as it was', () => {
    expect(fold(scheduled, cut, releasePublished('03-04', r), dated('03-05', null)).publishedAt).toBe(
      on('03-04'),
    );
  });
});
