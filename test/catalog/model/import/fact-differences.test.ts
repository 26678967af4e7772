import { describe, expect, test } from '@jest/globals';
import { catalogOf } from '../../../../functions/catalog/model/import/known.ts';
import { on } from '../../../support/ledger-facts.ts';
import { by, knowing } from './catalogs.ts';
import { compared, stated, words } from './stating.ts';

const p95 = { key: 'p95', value: 240, at: on('01-01'), isFromFiles: true };
const knows = (more: Partial<typeof p95> = {}) => knowing({ facts: by({ sort: [{ ...p95, ...more }] }) });
const wanting = (measured: Record<string, string | number | boolean | null>) => ({
  facts: by({ sort: measured }),
});

describe('What was measured of a feature', () => {
  test('is recorded once, and again when it differs', () => {
    const recorded = (value: unknown) => [['FactRecorded', { feature: 'sort', key: 'p95', value }]];
    expect(stated(knowing(), wanting({ p95: 240 }))).toEqual(recorded(240));
    expect(stated(knows(), wanting({ p95: 240 }))).toEqual([]);
    expect(stated(knows(), wanting({ p95: 300 }))).toEqual(recorded(300));
    expect(words(knows(), wanting({ p95: 300 }))).toEqual(['feature sort: p95 is 300']);
  });

  test('is unknown once it leaves the files that brought it, or is null there', () => {
    const unknown = [['FactRecorded', { feature: 'sort', key: 'p95', value: null }]];
    expect(stated(knows(), wanting({}))).toEqual(unknown);
    expect(stated(knows(), wanting({ p95: null }))).toEqual(unknown);
    expect(stated(knows({ isFromFiles: false }), wanting({}))).toEqual([]);
    expect(stated(knows(), {})).toEqual([]);
  });

  test('is in an export, and recorded after the moment of an import it is left as it is', () => {
    expect(catalogOf(knows()).facts).toEqual(by({ sort: { p95: 240 } }));
    expect(compared(knows({ at: on('03-01') }), wanting({ p95: 1 })).warnings).toHaveLength(1);
  });
});
