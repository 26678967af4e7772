import { describe, expect, test } from '@jest/globals';
import { catalogOf } from '../../../../functions/catalog/model/import/known.ts';
import { withdrawalsIn } from '../../../../functions/catalog/model/import/withdrawal-differences.ts';
import { changeReinstated, changeWithdrawn, on } from '../../../support/ledger-facts.ts';
import { by, knowing, project } from './catalogs.ts';
import { compared, stated, words } from './stating.ts';
import { problems } from './whole-catalog.ts';

const one = { change: 'pull:7', reason: 'It is work of indexing.' };
const held = { ...one, at: on('01-01'), isFromFiles: true };
const wanting = (...all: (typeof one)[]) => ({ withdrawals: by({ rank: all }) });
const knows = (more: Partial<Omit<typeof held, 'reason'> & { reason: string | undefined }> = {}) =>
  knowing({ withdrawals: by({ rank: [{ ...held, ...more }] }) });

describe('The withdrawn changes of a project', () => {
  test('are withdrawn once', () => {
    expect(stated(knowing(), wanting(one))).toEqual([['ChangeWithdrawn', { project: 'rank', ...one }]]);
    expect(words(knowing(), wanting(one))).toEqual([
      'project rank: change pull:7 does not count: It is work of indexing.',
    ]);
    expect(stated(knows(), wanting(one))).toEqual([]);
  });

  test('are withdrawn again for another reason, and when they count again', () => {
    const other = { ...one, reason: 'It was a test.' };
    expect(stated(knows(), wanting(other))).toEqual([['ChangeWithdrawn', { project: 'rank', ...other }]]);
    expect(stated(knows({ reason: undefined }), wanting(one))).toHaveLength(1);
  });

  test('count again when they leave the files that withdrew them, and only then', () => {
    const fields = { project: 'rank', change: 'pull:7', reason: 'no longer in withdrawals.yml' };
    expect(stated(knows(), wanting())).toEqual([['ChangeReinstated', fields]]);
    expect(stated(knows(), { withdrawals: new Map() })).toEqual([['ChangeReinstated', fields]]);
    expect(stated(knows({ isFromFiles: false }), wanting())).toEqual([]);
    expect(stated(knows({ reason: undefined }), wanting())).toEqual([]);
    expect(stated(knows(), {})).toEqual([]);
  });

  test('that were reinstated are in no export', () => {
    const known = withdrawalsIn([
      changeWithdrawn('02-01', { change: 'a' }),
      changeWithdrawn('02-01', { change: 'b' }),
      changeReinstated('02-02', { change: 'a' }),
    ]);
    const { withdrawals } = catalogOf(knowing({ withdrawals: by({ rank: known }) }));
    expect([...(withdrawals ?? [])]).toEqual([
      ['rank', [{ change: 'b', reason: 'It is work of another project.' }]],
    ]);
  });

  test('corrected after the moment of an import are left as they are, with a warning', () => {
    expect(compared(knows({ at: on('03-01'), reason: undefined }), wanting(one)).warnings).toHaveLength(1);
  });

  test('are of known projects, each once', () => {
    const found = problems({ projects: by({ ranc: project({}) }), ...wanting(one, one) });
    expect(found).toContain('error: withdrawals.rank: is no known project, did you mean ranc?');
    expect(found).toContain('error: withdrawals.rank.1: pull:7 is there twice: keep one of them');
  });
});
