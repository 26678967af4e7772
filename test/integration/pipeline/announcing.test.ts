import { describe, expect, it } from '@jest/globals';
import type { Announcement } from '../../../events/catalogue.ts';
import { releaseState } from '../../../functions/domain/release.ts';
import { readStates } from '../../../functions/ledger/snapshots.ts';
import { record } from '../../../functions/record/handler.ts';
import { tableOn } from '../../support/databases.ts';
import { change, cut, registered, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';

const table = tableOn();
const now = '2024-08-13T00:00:00.000Z';

describe('A fact', () => {
  it('asks for what depends on it when its snapshots are written, and not before', async () => {
    const seen: unknown[] = [];
    const announce = async (announcements: readonly Announcement[]) => {
      const releases = await readStates(table(), 'release', releaseState, ['1.0']);
      for (const { type } of announcements) seen.push([type, releases.get('1.0')?.train]);
    };
    await record(table(), announce, [scheduled('1.0', '2024-02-01')], now);
    expect(seen).toEqual([['DerivationRequested', 'server']]);
  });

  it('in a window that is open asks for nothing, and a late one for the one verdict it changes', async () => {
    const { tell, announced } = pipelineOn(table());
    await tell(started('rank', '2024-01-01'), scheduled('1.0', '2024-02-01'), cut('1.0', '2024-02-01'));
    await tell(scheduled('2.0', '2024-03-01'), cut('2.0', '2024-03-01'));
    const before = announced('DerivationRequested').length;
    await tell(change('rank', '2024-03-15'));
    expect(announced('DerivationRequested')).toHaveLength(before);
    await tell(change('rank', '2024-02-15'));
    expect(announced('DerivationRequested').slice(before)).toMatchObject([
      { detail: { values: [{ pk: 'RELEASE#2.0', sk: 'VERDICT#rank' }] } },
    ]);
  });

  it('that changes no verdict is told to nobody', async () => {
    const { tell, announced } = pipelineOn(table());
    const { detail } = registered('sort', '2024-01-01');
    await tell({ source: 'shipshape', 'detail-type': 'FeatureRetired', detail });
    expect(announced('DerivationRequested')).toEqual([]);
  });
});

describe('A maturity', () => {
  const maturities = ({ announced }: ReturnType<typeof pipelineOn>) =>
    announced('MaturityChanged').map(({ detail }) => `${detail.from} ${detail.to}`);

  it('that is first known is no change; each one after it is told once', async () => {
    const pipeline = pipelineOn(table());
    const ga = registered('sort', '2024-02-01', { maturity: 'ga' });
    await pipeline.tell(registered('sort', '2024-01-01'), ga, ga);
    await pipeline.tell(registered('sort', '2024-03-01', { title: 'Sort' }), ga);
    expect(maturities(pipeline)).toEqual(['beta ga', 'ga beta']);
  });

  it('that is told late, and is not the present one, is told to nobody', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      registered('sort', '2024-02-01'),
      registered('sort', '2024-01-01', { maturity: 'alpha' }),
    );
    expect(maturities(pipeline)).toEqual([]);
  });

  it('there and back and there again is three changes', async () => {
    const pipeline = pipelineOn(table());
    const at = (day: string, maturity: string) => registered('sort', day, { maturity });
    await pipeline.tell(
      at('2024-01-01', 'beta'),
      at('2024-01-02', 'ga'),
      at('2024-01-03', 'beta'),
      at('2024-01-04', 'ga'),
    );
    expect(new Set(pipeline.announced('MaturityChanged').map(({ detail }) => detail.id)).size).toBe(3);
  });
});
