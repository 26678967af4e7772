import { describe, expect, test } from '@jest/globals';
import { on } from '../../../support/ledger-facts.ts';
import { by, knowing, known, release } from './catalogs.ts';
import { compared, stated, words } from './stating.ts';

const spring = release({ releaseAt: on('04-01') });
const one = { release: '5.2', train: 'server', kind: 'minor' };
const knows = (record = spring, how = {}) => knowing({ releases: by({ '5.2': known(record, how) }) });
const wanting = (record = spring) => ({ releases: by({ '5.2': record }) });

describe('A release of the files', () => {
  test('is scheduled, and stated as cut and published when it was', () => {
    const wanted = release({ cutAt: on('01-10'), publishedAt: on('01-20') });
    expect(stated(knowing(), wanting(wanted))).toEqual([
      ['ReleaseCut', { release: '5.2', occurredAt: on('01-10') }],
      ['ReleasePublished', { release: '5.2', occurredAt: on('01-20') }],
      ['ReleaseScheduled', one],
    ]);
  });

  test('is not stated when it is as it is known, though files have not heard that it was cut', () => {
    expect(stated(knows(), wanting())).toEqual([]);
    expect(stated(knows({ ...spring, cutAt: on('01-10') }), wanting())).toEqual([]);
  });

  test('is rescheduled, also when a milestone is unknown again', () => {
    expect(stated(knows(), wanting(release({ opensAt: on('02-10') })))).toEqual([
      ['ReleaseScheduled', { ...one, opensAt: on('02-10'), releaseAt: null }],
    ]);
  });

  test('is cancelled when the files say so, or when it is missing and nothing of it came about', () => {
    const cancelled = [['ReleaseCancelled', { release: '5.2' }]];
    expect(stated(knows(), wanting({ ...spring, cancelled: true }))).toEqual(cancelled);
    expect(stated(knows(), { releases: by({}) })).toEqual(cancelled);
    expect(stated(knows({ ...spring, cutAt: on('01-10') }), { releases: by({}) })).toEqual([]);
    expect(stated(knows({ ...spring, publishedAt: on('01-10') }), { releases: by({}) })).toEqual([]);
    expect(stated(knows({ ...spring, cancelled: true }), { releases: by({}) })).toEqual([]);
    expect(stated(knows(spring, { isFromFiles: false }), { releases: by({}) })).toEqual([]);
    expect(stated(knows(), {})).toEqual([]);
  });

  test('is cancelled for a reason, which can be given or changed later, and is lost with no other word', () => {
    const skipped = { ...spring, cancelled: 'skipped' };
    const stating = [['ReleaseCancelled', { release: '5.2', reason: 'skipped' }]];
    expect(stated(knows(), wanting(skipped))).toEqual(stating);
    expect(stated(knows({ ...spring, cancelled: true }), wanting(skipped))).toEqual(stating);
    expect(stated(knows({ ...spring, cancelled: 'late' }), wanting(skipped))).toEqual(stating);
    expect(stated(knows(skipped), wanting(skipped))).toEqual([]);
    expect(stated(knows(skipped), wanting({ ...spring, cancelled: true }))).toEqual([]);
    expect(stated(knows(skipped), { releases: by({}) })).toEqual([]);
    expect(stated(knows(skipped), wanting())).toEqual([['ReleaseScheduled', one]]);
  });

  test('is scheduled before it is cancelled when nobody knew it', () => {
    const types = stated(knowing(), wanting({ ...spring, cancelled: true })).map(([type]) => type);
    expect(types).toEqual(['ReleaseScheduled', 'ReleaseCancelled']);
  });

  test.each([
    ['the ledger says that it is gone', knows(spring, { isGone: true })],
    ['it says so itself', knows({ ...spring, cancelled: true })],
  ])('that is cancelled stays as it was, and is back when it is wanted: %s', (_, gone) => {
    expect(stated(gone, wanting(release({ cancelled: true })))).toEqual([]);
    expect(stated(gone, wanting())).toEqual([['ReleaseScheduled', one]]);
  });

  test('is re-dated, and a cut that never was is taken back', () => {
    const cut = knows({ ...spring, cutAt: on('01-10') });
    const again = (cutAt: string | null | undefined) => stated(cut, wanting({ ...spring, cutAt }));
    expect(again(undefined)).toEqual([]);
    expect(again(on('01-10'))).toEqual([]);
    for (const other of [on('01-09'), on('01-11'), null])
      expect(again(other)).toEqual([['ReleaseDated', { release: '5.2', cutAt: other }]]);
    const { changes } = compared(cut, wanting({ ...spring, cutAt: null }));
    expect(changes.map(({ words }) => words)).toEqual([
      `release 5.2: that it was cut at ${on('01-10')} is taken back`,
    ]);
    expect(stated(knows(), wanting({ ...spring, cutAt: null }))).toEqual([]);
    const dated = knows(spring, { datedAt: on('01-12') });
    expect(stated(dated, wanting({ ...spring, cutAt: on('01-09') }))).toEqual([
      ['ReleaseDated', { release: '5.2', cutAt: on('01-09') }],
    ]);
  });

  test('is dated, not reported, where its name meant another release then', () => {
    const reused = knows(spring, { meantSince: on('01-08') });
    expect(stated(reused, wanting({ ...spring, cutAt: on('01-07') }))).toEqual([
      ['ReleaseDated', { release: '5.2', cutAt: on('01-07') }],
    ]);
    expect(stated(reused, wanting({ ...spring, cutAt: on('01-08') }))).toEqual([
      ['ReleaseCut', { release: '5.2', occurredAt: on('01-08') }],
    ]);
  });

  test('that was cut is stated though it was rescheduled later than the import', () => {
    const later = knows(spring, { saidAt: on('03-01') });
    const { changes, warnings } = compared(later, wanting(release({ cutAt: on('01-10') })));
    expect(changes.map(({ words }) => words)).toEqual([`release 5.2: was cut at ${on('01-10')}`]);
    expect(warnings).toHaveLength(1);
  });
});

describe('A release that goes by another name now', () => {
  const renamed = new Map([['5.2', 'spring']]);
  const wanted = { releases: by({ spring: release({ releaseAt: on('04-08') }) }) };

  test('keeps its history, and is compared with what it was', () => {
    expect(words(knows(), wanted, { renamed })).toEqual([
      'release 5.2: goes by spring now, with its history',
      `release spring: releaseAt ${on('04-01')} -> ${on('04-08')}`,
    ]);
    expect(stated(knows(), wanted, { renamed })[0]).toEqual([
      'ReleaseRenamed',
      { release: '5.2', to: 'spring' },
    ]);
  });

  test.each([
    ['no release 5.1 is known', knows(), wanted, new Map([['5.1', 'spring']])],
    ['the files have no release autumn', knows(), wanted, new Map([['5.2', 'autumn']])],
    ['spring is known already', knowing({ releases: by({ spring: known(spring) }) }), wanted, renamed],
    [
      'the files still have a release 5.2',
      knows(),
      { releases: by({ '5.2': spring, spring: release({ kind: 'major' }) }) },
      renamed,
    ],
  ])('is not renamed where %s', (reason, base, files, names) => {
    const { warnings, changes } = compared(base, files, { renamed: names });
    expect(warnings).toEqual([expect.stringContaining(`, ${reason}`)]);
    expect(changes.map(({ fact }) => fact.type)).not.toContain('ReleaseRenamed');
  });
});
