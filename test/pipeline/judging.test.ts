import { describe, expect, it } from '@jest/globals';
import { unregistered } from '../../functions/verdicts/store/reports.ts';
import { readVerdicts } from '../../functions/verdicts/store/verdicts.ts';
import { callsDuring } from '../support/calls.ts';
import { tableOn } from '../support/databases.ts';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { pipelineOn } from '../support/pipeline.ts';

const table = tableOn();

/** Three releases of one train, cut at the end of each month. */
const months = [
  ...['01-31', '02-28', '03-31'].flatMap((day, at) => [
    scheduled(`1.${at}`, `2024-${day}`),
    cut(`1.${at}`, `2024-${day}`),
  ]),
];

const turned = (flag: string, day: string, enabledByDefault: boolean, id?: string) =>
  fact('FeatureFlagChanged', day, { flag, enabledByDefault }, id);

describe('A release that is cut', () => {
  it('gets a verdict for every project that is active on its train, and flags those with nothing', async () => {
    const { tell, words, announced } = pipelineOn(table());
    await tell(started('rank'), started('index'), started('login', '2024-01-01', { team: 'auth' }));
    await tell(started('other', '2024-01-01', { train: 'extension' }), started('later', '2024-02-01'));
    await tell(change('rank', '2024-01-10'), change('login', '2024-01-12', { flag: 'sso' }));
    await tell(scheduled('1.0', '2024-01-31'));
    expect(await words('1.0')).toEqual({});
    await tell(cut('1.0', '2024-01-31'));
    expect(await words('1.0')).toEqual({
      index: 'shipped-nothing',
      login: 'shipped-off',
      rank: 'shipped-on',
    });
    expect(announced('ProjectFlagged').map(({ detail }) => [detail.project, detail.release])).toEqual([
      ['index', '1.0'],
    ]);
    const told = new Map(
      announced('ReleaseChecked').map(({ detail }) => [detail.team, detail.shippedNothing]),
    );
    expect(told).toEqual(
      new Map([
        ['search', ['index']],
        ['auth', []],
      ]),
    );
  });

  it('is judged when all that it is judged by comes after the cut', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(cut('1.0', '2024-01-31'), change('rank', '2024-01-10'), started('index'), started('rank'));
    expect(await words('1.0')).toEqual({});
    await tell(scheduled('1.0', '2024-01-31'));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on', index: 'shipped-nothing' });
  });

  it('is not judged when it is a patch, and does not end the window of the next one', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), ...months.slice(0, 2), change('rank', '2024-02-05'));
    await tell(scheduled('1.0.1', '2024-02-10', { kind: 'patch' }), cut('1.0.1', '2024-02-10'));
    expect(await words('1.0.1')).toEqual({});
    await tell(...months.slice(2, 4));
    expect(await words('1.1')).toEqual({ rank: 'shipped-on' });
  });
});

describe('A late fact', () => {
  it('clears a project that was flagged, and says so once however often it comes', async () => {
    const { tell, words, announced } = pipelineOn(table());
    await tell(started('rank'), ...months.slice(0, 2));
    expect(await words('1.0')).toEqual({ rank: 'shipped-nothing' });
    const late = change('rank', '2024-01-10');
    await tell(late, late, change('rank', '2024-01-11'));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
    expect(announced('ProjectCleared')).toHaveLength(1);
    expect(announced('ProjectCleared')[0]).toMatchObject({
      detail: { project: 'rank', verdict: 'shipped-on' },
    });
    expect(announced('ProjectFlagged')).toHaveLength(1);
  });

  it('makes only that verdict again whose window holds it', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), started('index'), ...months);
    const calls = await callsDuring(table(), () => tell(change('rank', '2024-02-10')));
    const read = calls.flatMap((call) => (call.operation === 'get' ? call.keys : []));
    const verdicts = read.filter(({ sk }) => sk.startsWith('VERDICT#')).map(({ pk, sk }) => `${pk} ${sk}`);
    expect([...new Set(verdicts)]).toEqual(['RELEASE#1.1 VERDICT#rank']);
    expect(await words('1.0')).toMatchObject({ rank: 'shipped-nothing' });
    expect(await words('1.1')).toEqual({ rank: 'shipped-on', index: 'shipped-nothing' });
    expect(await words('1.2')).toMatchObject({ rank: 'shipped-nothing' });
  });

  it('counts when it is a feature flag that was on at the cut', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), change('rank', '2024-01-10', { flag: 'new-sort' }), ...months.slice(0, 2));
    expect(await words('1.0')).toEqual({ rank: 'shipped-off' });
    await tell(turned('new-sort', '2024-02-01', true));
    expect(await words('1.0')).toEqual({ rank: 'shipped-off' });
    await tell(turned('new-sort', '2024-01-20', true));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
  });

  it('counts when it is the registration of a feature behind a feature flag', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), change('rank', '2024-01-10', { feature: 'sort' }), ...months.slice(0, 2));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
    await tell(registered('sort', '2024-06-01', { flag: 'new-sort' }));
    expect(await words('1.0')).toEqual({ rank: 'shipped-off' });
  });

  it('counts when it says that a feature, whose feature flag turned on, belongs to a project', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), ...months.slice(0, 2), turned('new-sort', '2024-01-20', true));
    expect(await words('1.0')).toEqual({ rank: 'shipped-nothing' });
    await tell(registered('sort', '2024-06-01', { flag: 'new-sort', project: 'rank' }));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
  });

  it('counts when it is an exemption of a release that was cut, and no more once it is withdrawn', async () => {
    const { tell, words, announced } = pipelineOn(table());
    const scope = { project: 'rank', release: '1.0', reason: 'On call.', approver: 'team:search' };
    await tell(started('rank'), ...months, fact('ExemptionGranted', '2024-06-01', scope));
    expect(await words('1.0')).toEqual({ rank: 'exempt' });
    expect(await words('1.1')).toEqual({ rank: 'shipped-nothing' });
    await tell(fact('ExemptionWithdrawn', '2024-06-02', scope));
    expect(await words('1.0')).toEqual({ rank: 'shipped-nothing' });
    const of10 = announced('ProjectFlagged').filter(({ detail }) => detail.release === '1.0');
    expect(new Set(of10.map(({ detail }) => detail.id)).size).toBe(2);
  });

  it('counts when it takes a shipment back', async () => {
    const { tell, words } = pipelineOn(table());
    const what = { project: 'rank', feature: 'sort', release: '1.0' };
    await tell(started('rank'), ...months.slice(0, 2));
    await tell(fact('FeatureShipped', '2024-06-01', { ...what, exposure: 'on-by-default' }));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
    await tell(fact('ShipmentWithdrawn', '2024-06-02', { ...what, reason: 'It lost data.' }));
    expect(await words('1.0')).toEqual({ rank: 'shipped-nothing' });
  });

  it('counts when it takes the id of another one, which counts no more', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), change('rank', '2024-01-10', { flag: 'new-sort' }), ...months.slice(0, 2));
    await tell(turned('new-sort', '2024-01-20', true, 'same'));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
    await tell(turned('new-sort', '2024-01-05', false, 'same'));
    expect(await words('1.0')).toEqual({ rank: 'shipped-off' });
  });

  it('takes no id in a ledger that it only names: each ledger knows its own', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), change('rank', '2024-01-10', { flag: 'new-sort' }), ...months.slice(0, 2));
    await tell(turned('new-sort', '2024-01-20', true, 'same'));
    await tell(registered('sort', '2024-01-05', { flag: 'new-sort' }, 'same'));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
  });

  it('counts when it renames a feature whose new name has a feature flag', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), change('rank', '2024-01-10', { feature: 'sort' }), ...months.slice(0, 2));
    await tell(registered('order', '2024-06-01', { flag: 'new-sort' }));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
    await tell(fact('FeatureRenamed', '2024-06-02', { feature: 'sort', to: 'order' }));
    expect(await words('1.0')).toEqual({ rank: 'shipped-off' });
    await tell(turned('new-sort', '2024-01-20', true));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
    await tell(registered('order', '2024-06-03', { flag: 'other' }));
    expect(await words('1.0')).toEqual({ rank: 'shipped-off' });
  });

  it('counts when it begins a name anew: what was said before is said of the one that had it', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), ...months.slice(0, 4), change('rank', '2024-01-10', { release: '1.1' }));
    expect(await words('1.1')).toEqual({ rank: 'shipped-on' });
    await tell(fact('ReleaseRenamed', '2024-03-01', { release: '1.1', to: '2.0' }));
    expect([await words('1.1'), await words('2.0')]).toEqual([{}, { rank: 'shipped-on' }]);
    await tell(scheduled('1.1', '2024-04-30', {}, '2024-03-02'), cut('1.1', '2024-04-30'));
    expect(await words('1.1')).toEqual({ rank: 'shipped-nothing' });
    expect(await words('2.0')).toEqual({ rank: 'shipped-on' });
    await tell(change('rank', '2024-03-01T12:00:00.000Z', { release: '1.1' }));
    expect(await words('1.1')).toEqual({ rank: 'shipped-nothing' });
    await tell(change('rank', '2024-06-01', { release: '1.1' }));
    expect(await words('1.1')).toEqual({ rank: 'shipped-on' });
  });
});

describe('A project', () => {
  it('that moves to another train is judged on the one it was on at each cut', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), ...months);
    await tell(scheduled('e1', '2024-03-15', { train: 'extension' }), cut('e1', '2024-03-15'));
    expect(await words('1.2')).toEqual({ rank: 'shipped-nothing' });
    await tell(started('rank', '2024-03-01', { train: 'extension' }));
    expect(await words('1.1')).toEqual({ rank: 'shipped-nothing' });
    expect(await words('1.2')).toEqual({});
    expect(await words('e1')).toEqual({ rank: 'shipped-nothing' });
  });

  it('that paused or ended is not expected, and has no verdict after it ended', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(started('rank'), started('index'), ...months);
    await tell(fact('ProjectPaused', '2024-02-10', { project: 'rank' }));
    await tell(fact('ProjectEnded', '2024-02-11', { project: 'index' }));
    expect(await words('1.0')).toEqual({ rank: 'shipped-nothing', index: 'shipped-nothing' });
    expect(await words('1.1')).toEqual({ rank: 'not-expected', index: 'not-expected' });
    expect(await words('1.2')).toEqual({ rank: 'not-expected' });
  });

  it('that nobody started is kept and shown as unregistered, and counts from when it is started', async () => {
    const { tell, words } = pipelineOn(table());
    await tell(change('rank', '2024-01-10'), ...months.slice(0, 2));
    expect(await words('1.0')).toEqual({});
    expect(await unregistered(table())).toMatchObject([{ entity: 'project', id: 'rank' }]);
    await tell(started('rank'));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
    expect(await unregistered(table())).toEqual([]);
  });

  it('keeps the evidence of its verdict', async () => {
    const { tell } = pipelineOn(table());
    await tell(started('rank'), ...months.slice(0, 2), change('rank', '2024-01-10', {}, 'the change'));
    expect(await readVerdicts(table(), '1.0')).toMatchObject([
      { verdict: 'shipped-on', evidence: [{ kind: 'change', event: 'the change', counts: true }] },
    ]);
  });
});
