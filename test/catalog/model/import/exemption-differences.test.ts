import { describe, expect, test } from '@jest/globals';
import { catalogOf } from '../../../../functions/catalog/model/import/known.ts';
import { on } from '../../../support/ledger-facts.ts';
import { by, knowing, project, release } from './catalogs.ts';
import { compared, stated, words } from './stating.ts';
import { problems } from './whole-catalog.ts';

const one = { release: '5.2', reason: 'An offsite', approver: 'person:ada' };
const held = { ...one, at: on('01-01'), isFromFiles: true };
const wanting = (...all: object[]) => ({ exemptions: by({ rank: [...all] as (typeof one)[] }) });
const knows = (more: Partial<typeof held> = {}) =>
  knowing({ exemptions: by({ rank: [{ ...held, ...more }] }) });

describe('The exemptions of a project', () => {
  test('are granted once', () => {
    expect(stated(knowing(), wanting(one))).toEqual([['ExemptionGranted', { project: 'rank', ...one }]]);
    expect(words(knowing(), wanting(one))).toEqual([
      'project rank: is exempt in 5.2, approved by person:ada: An offsite',
    ]);
    expect(stated(knows(), wanting(one))).toEqual([]);
  });

  test('are granted again when their reason or who approved them differs', () => {
    const other = { ...one, reason: 'A rewrite' };
    expect(stated(knows(), wanting(other))).toEqual([['ExemptionGranted', { project: 'rank', ...other }]]);
  });

  test('are taken back when they leave the files that brought them, and only then', () => {
    const fields = { project: 'rank', release: '5.2', reason: 'no longer in exemptions.yml' };
    expect(stated(knows(), wanting())).toEqual([['ExemptionWithdrawn', fields]]);
    expect(stated(knows(), { exemptions: new Map() })).toEqual([['ExemptionWithdrawn', fields]]);
    expect(stated(knows({ isFromFiles: false }), wanting())).toEqual([]);
    expect(stated(knows(), {})).toEqual([]);
  });

  test('that wait for another person are in no export, and are granted by files that have them', () => {
    const { approver: _, ...asked } = held;
    const waiting = knowing({ exemptions: by({ rank: [{ ...asked, askedBy: 'person:mo' }] }) });
    expect(catalogOf(waiting).exemptions).toEqual(new Map());
    expect(stated(waiting, wanting())).toEqual([]);
    expect(stated(waiting, wanting(one))).toHaveLength(1);
  });

  test('stated after the moment of an import are left as they are, with a warning', () => {
    expect(compared(knows({ at: on('03-01') }), wanting()).warnings).toHaveLength(1);
  });

  test('are of known projects, releases and approvers, each for other releases', () => {
    const projects = by({ rank: project({}) });
    const releases = by({ '5.2': release({}) });
    const strange = [
      { ...one, release: '5.3', approver: 'team:leads' },
      { ...one, approver: 'team:leads' },
      { ...one, approver: 'team:leads' },
    ];
    const found = problems({ projects, releases, ...wanting(...strange) });
    expect(found).toContain('error: exemptions.rank.0.release: 5.3 is no known release, did you mean 5.2?');
    expect(found).toContain('error: exemptions.rank.0.approver: team:leads is no known team');
    expect(found).toContain('error: exemptions.rank.2: for 5.2 is there twice: keep one of them');
  });
});
