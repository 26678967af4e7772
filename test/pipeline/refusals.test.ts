import { describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import { readQuarantine } from '../../functions/kernel/ledger/quarantine.ts';
import { unregistered } from '../../functions/verdicts/store/reports.ts';
import { tableOn } from '../support/databases.ts';
import { accepted, change, cut, type Entry, fact, scheduled, started } from '../support/facts.ts';
import { pipelineOn } from '../support/pipeline.ts';

const table = tableOn();

const but = (more: Record<string, unknown>): Entry => {
  const entry = change('rank', '2024-01-10');
  return { ...entry, detail: { ...entry.detail, ...more } };
};

const bad: readonly (readonly [string, unknown, string, RegExp])[] = [
  [
    'an unknown detail-type',
    { ...but({}), 'detail-type': 'ChangeMergd' },
    'UNKNOWN_TYPE',
    /did you mean ChangeMerged/,
  ],
  ['an unknown version', but({ version: 2 }), 'UNKNOWN_VERSION', /version 2/],
  ['no version', but({ version: undefined }), 'UNKNOWN_VERSION', /missing/],
  ['a day that does not exist', but({ occurredAt: '2026-02-30T00:00:00Z' }), 'BAD_TIME', /occurredAt/],
  ['an id of 3,000 characters', but({ id: 'x'.repeat(3000) }), 'BAD_ID', /3000 characters/],
  ['a project id of 3,000 characters', but({ project: 'x'.repeat(3000) }), 'BAD_ID', /project/],
  ['an empty id', but({ id: '' }), 'BAD_ID', /id must not be empty/],
  ['an empty project', but({ project: '' }), 'BAD_ID', /project must not be empty/],
  ['a field of the wrong type', but({ title: 12 }), 'BAD_FIELD', /title/],
  ['no project', but({ project: undefined }), 'BAD_FIELD', /project is missing/],
  ['more than 200 KB', but({ more: 'x'.repeat(200 * 1024) }), 'TOO_LARGE', /bytes/],
  ['more levels than 32', but({ more: JSON.parse('['.repeat(40) + ']'.repeat(40)) }), 'TOO_DEEP', /32/],
  ['a source of somebody else', { ...but({}), source: 'aws.s3' }, 'UNKNOWN_SOURCE', /aws\.s3/],
  ['no detail', { source: 'shipshape', 'detail-type': 'ChangeMerged' }, 'NOT_AN_EVENT', /detail/],
  ['a text for an event', 'hello', 'NOT_AN_EVENT', /object/],
];

describe('An event with', () => {
  it.each(bad)('%s is kept in quarantine with its reason, once', async (_what, entry, reason, message) => {
    const { tell, announced } = pipelineOn(table());
    await tell(entry, entry);
    const kept = await readQuarantine(table());
    expect(kept).toEqual([expect.objectContaining({ reason, message: expect.stringMatching(message) })]);
    expect(await dump(table())).toHaveLength(1);
    const told = announced('EventQuarantined');
    expect(new Set(told.map(({ detail }) => detail.id)).size).toBe(1);
    expect(told[0]).toMatchObject({ detail: { reason, digest: kept[0]?.digest } });
  });
});

describe('The rest', () => {
  it('goes on when every second event is refused', async () => {
    const { tell, words } = pipelineOn(table());
    const good = [started('rank'), change('rank', '2024-01-10'), scheduled('1.0', '2024-01-31')];
    for (const [at, [, entry]] of bad.entries()) await tell(entry, ...good.slice(at, at + 1));
    await tell(cut('1.0', '2024-01-31'));
    expect(await words('1.0')).toEqual({ rank: 'shipped-on' });
    expect(await readQuarantine(table())).toHaveLength(bad.length);
  });
});

describe('One id with two contents', () => {
  it.each([
    ['the first comes first', false],
    ['the first comes last', true],
  ])('counts as what happened first, and shows the other, when %s', async (_when, reversed) => {
    const { tell, words } = pipelineOn(table());
    const two = [
      change('rank', '2024-01-10', { flag: 'new-sort' }, 'same'),
      change('rank', '2024-01-11', {}, 'same'),
    ];
    const digestOfLater = two.map((entry) => accepted(entry).digest)[1];
    await tell(started('rank'), scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31'));
    await tell(...(reversed ? two.toReversed() : two));
    expect(await words('1.0')).toEqual({ rank: 'shipped-off' });
    expect(await readQuarantine(table())).toEqual([
      expect.objectContaining({ reason: 'ID_REUSED', digest: digestOfLater }),
    ]);
  });
});

describe('What nobody registered', () => {
  it('is shown with what it lacks: a release never scheduled, a project never started, a flag of nobody', async () => {
    const { tell } = pipelineOn(table());
    await tell(
      cut('1.0', '2024-01-31'),
      change('rank', '2024-01-10', { flag: 'new-sort' }),
      fact('FeatureFlagChanged', '2024-01-10', { flag: 'new-sort', enabledByDefault: true }),
    );
    expect(await unregistered(table())).toEqual([
      { entity: 'flag', id: 'new-sort', reason: expect.stringContaining('no feature names it') },
      { entity: 'project', id: 'rank', reason: expect.stringContaining('nobody has started it') },
      { entity: 'release', id: '1.0', reason: expect.stringContaining('nobody has scheduled it') },
    ]);
    expect(await readQuarantine(table())).toEqual([]);
  });
});
