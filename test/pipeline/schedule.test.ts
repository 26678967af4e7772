import { describe, expect, it } from '@jest/globals';
import { releaseReport } from '../../functions/verdicts/store/reports.ts';
import { tableOn } from '../support/databases.ts';
import { change, cut, fact, scheduled, started } from '../support/facts.ts';
import { pipelineOn } from '../support/pipeline.ts';

const table = tableOn();

const january = [scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31')];
const february = [scheduled('1.1', '2024-02-28'), cut('1.1', '2024-02-28')];

describe('A release', () => {
  it('that was published and never cut is judged at its planned cut, and again when that is moved', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), change('rank', '2024-02-20'), ...january, scheduled('1.1', '2024-02-15'));
    await tell(fact('ReleasePublished', '2024-03-01', { release: '1.1' }));
    expect(await words('1.1')).toEqual({ rank: 'shipped-nothing' });
    await tell(scheduled('1.1', '2024-02-25', {}, '2024-01-02'));
    expect(await words('1.1')).toEqual({ rank: 'shipped-on' });
  });

  it('that gets a predecessor afterwards is judged again in the shorter window', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), change('rank', '2024-01-10'), ...february);
    expect(await words('1.1')).toEqual({ rank: 'shipped-on' });
    await tell(...january);
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
    expect(await words('1.1')).toEqual({ rank: 'shipped-nothing' });
  });

  it('that is cancelled loses its verdicts, and its work counts for the next one', async () => {
    const { tell, words, announced } = pipelineOn(table());
    await tell(started('rank'), started('index'), change('rank', '2024-01-10'), ...january, ...february);
    await tell(fact('ReleaseCancelled', '2024-03-01', { release: '1.0' }));
    expect(await words('1.0')).toEqual({});
    expect(await words('1.1')).toEqual({ rank: 'shipped-on', index: 'shipped-nothing' });
    const cleared = announced('ProjectCleared').map(({ detail }) => `${detail.project} ${detail.release}`);
    expect(cleared.sort()).toEqual(['index 1.0', 'rank 1.1']);
  });

  it('that is scheduled again after it was cancelled has its verdicts back', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), ...january, fact('ReleaseCancelled', '2024-03-01', { release: '1.0' }));
    await tell(scheduled('1.0', '2024-01-31', {}, '2024-03-02'));
    expect(await words('1.0')).toEqual({ rank: 'shipped-nothing' });
  });

  it('that is renamed has its verdicts under the new name only, and is found under both', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), ...january, change('rank', '2024-03-01', { release: '1.0' }));
    await tell(fact('ReleaseRenamed', '2024-02-01', { release: '1.0', to: '2.0' }));
    expect(await words('1.0')).toEqual({});
    expect(await words('2.0')).toEqual({ rank: 'shipped-on' });
    expect(await releaseReport(table(), '1.0')).toMatchObject({
      release: '2.0',
      projects: [{ project: 'rank', verdict: 'shipped-on' }],
    });
  });

  it('takes what is still said under its old name', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), ...january);
    await tell(fact('ReleaseRenamed', '2024-02-01', { release: '1.0', to: '2.0' }));
    const shipped = { project: 'rank', feature: 'sort', release: '1.0', exposure: 'on-by-default' } as const;
    await tell(fact('FeatureShipped', '2024-02-02', shipped));
    expect(await words('2.0')).toEqual({ rank: 'shipped-on' });
  });

  it('that is cut under its old name is judged under the new one', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), scheduled('1.0', '2024-01-31'));
    await tell(fact('ReleaseRenamed', '2024-01-10', { release: '1.0', to: '2.0' }), cut('1.0', '2024-01-31'));
    expect(await words('2.0')).toEqual({ rank: 'shipped-nothing' });
  });

  it('that moves to another train is judged by the projects of that one', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), started('login', '2024-01-01', { train: 'extension' }), ...january);
    expect(await words('1.0')).toEqual({ rank: 'shipped-nothing' });
    await tell(scheduled('1.0', '2024-01-31', { train: 'extension' }, '2024-01-02'));
    expect(await words('1.0')).toEqual({ login: 'shipped-nothing' });
  });
});
