import { describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import { verdictKey } from '../../functions/kernel/store/keys.ts';
import { callsDuring } from '../support/calls.ts';
import { tableOn } from '../support/databases.ts';
import { change, cut, fact, scheduled, started } from '../support/facts.ts';
import { type Pipeline, pipelineOn } from '../support/pipeline.ts';

const table = tableOn();

const HOUR = 3_600_000;

/** Turns the clock every hour, and twice each time. */
async function everyHour({ tick }: Pipeline, from: string, to: string): Promise<void> {
  for (let at = Date.parse(from); at <= Date.parse(to); at += HOUR) {
    const now = new Date(at).toISOString();
    await tick(now);
    await tick(now);
  }
}

const warnings = ({ announced }: Pipeline) =>
  announced('ProjectWarned').map(({ detail }) => `${detail.occurredAt} ${detail.project} ${detail.warning}`);

const january = [scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31')];
/** A Wednesday. */
const february = scheduled('1.1', '2024-02-28T12:00:00Z', { opensAt: '2024-02-12T00:00:00Z' });

const inZone = (timeZone: string) =>
  fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', timeZone });
const exempt = (project: string, scope: { release: string } | { until: string }) =>
  fact('ExemptionGranted', '2024-01-01', { project, ...scope, reason: 'Rest.', approver: 'team:search' });

describe('A project with nothing so far', () => {
  it.each([
    ['UTC', '2024-02-14T00', '2024-02-23T00'],
    ['Pacific/Auckland', '2024-02-14T11', '2024-02-25T11'],
    ['America/Los_Angeles', '2024-02-14T08', '2024-02-23T08'],
  ])(
    'is warned at the start, and 10 and 3 business days before the cut in %s, once each',
    async (zone, ten, three) => {
      const pipeline = pipelineOn(table());
      await pipeline.tell(inZone(zone), started('rank'), february);
      for (const day of ['02-12', '02-13', '02-14', '02-15', '02-23', '02-25', '02-26', '02-28'])
        await everyHour(pipeline, `2024-${day}T00:00:00Z`, `2024-${day}T14:00:00Z`);
      expect(warnings(pipeline)).toEqual([
        '2024-02-12T00:00:00.000Z rank nothing-planned',
        `${ten}:00:00.000Z rank ten-days`,
        `${three}:00:00.000Z rank three-days`,
      ]);
    },
  );

  it('is warned of the latest stage only, when the clock was down', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), february);
    await everyHour(pipeline, '2024-02-26T07:00:00Z', '2024-02-26T12:00:00Z');
    expect(warnings(pipeline)).toEqual(['2024-02-26T07:00:00.000Z rank three-days']);
  });

  it('is not warned from the cut on, planned or told', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), february);
    await everyHour(pipeline, '2024-02-28T12:00:00Z', '2024-02-28T18:00:00Z');
    expect(warnings(pipeline)).toEqual([]);
    const early = pipelineOn(table());
    await early.tell(cut('1.1', '2024-02-20'));
    await everyHour(early, '2024-02-23T00:00:00Z', '2024-02-23T03:00:00Z');
    expect(warnings(early)).toEqual([]);
  });

  it('is warned in the name of the team that it is with now', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), started('rank', '2024-02-01', { team: 'order' }), february);
    await pipeline.tick('2024-02-26T00:00:00.000Z');
    expect(pipeline.announced('ProjectWarned').map(({ detail }) => detail.team)).toEqual(['order']);
  });

  it('is warned again, under the same id, when the clock died before it was remembered', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), february);
    await pipeline.tick('2024-02-26T00:00:00.000Z');
    const [told] = pipeline.announced('ProjectWarned');
    const key = { pk: 'TOLD#RELEASE#1.1', sk: 'WARNED#three-days#search' };
    expect(await table().get([key])).toHaveLength(1);
    await table().remove(key);
    await pipeline.tick('2024-02-26T01:00:00.000Z');
    expect(pipeline.announced('ProjectWarned').map(({ detail }) => detail.id)).toEqual([
      told?.detail.id,
      told?.detail.id,
    ]);
  });
});

describe('Nobody is warned', () => {
  it('who paused, ended, is exempt, or shipped something', async () => {
    const pipeline = pipelineOn(table());
    const all = ['paused', 'ended', 'exempt', 'exempt-until', 'shipped', 'declared', 'late'];
    await pipeline.tell(
      february,
      ...all.map((project) => started(project)),
      fact('ProjectPaused', '2024-02-01', { project: 'paused' }),
      fact('ProjectEnded', '2024-02-01', { project: 'ended' }),
      exempt('exempt', { release: '1.1' }),
      exempt('exempt-until', { until: '2024-03-10T00:00:00Z' }),
      change('shipped', '2024-02-20'),
      fact('FeatureShipped', '2024-02-20', {
        project: 'declared',
        feature: 'sort',
        release: '1.1',
        exposure: 'off-by-default',
      }),
    );
    await pipeline.tick('2024-02-26T00:00:00.000Z');
    expect(warnings(pipeline)).toEqual(['2024-02-26T00:00:00.000Z late three-days']);
  });

  it('who has something planned, at the start of a cycle', async () => {
    const pipeline = pipelineOn(table());
    const plan = fact('ShipmentPlanned', '2024-02-01', { project: 'rank', release: '1.1' });
    await pipeline.tell(february, started('rank'), started('index'), plan);
    await pipeline.tick('2024-02-12T00:00:00.000Z');
    expect(warnings(pipeline)).toEqual(['2024-02-12T00:00:00.000Z index nothing-planned']);
    await pipeline.tick('2024-02-14T00:00:00.000Z');
    expect(warnings(pipeline)).toContain('2024-02-14T00:00:00.000Z rank ten-days');
  });
});

describe('An exemption until a moment', () => {
  it('is told of once, when it ended', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      started('rank'),
      scheduled('1.1', '2024-05-30'),
      exempt('rank', { until: '2024-02-10T00:00:00Z' }),
    );
    await everyHour(pipeline, '2024-02-09T20:00:00Z', '2024-02-10T05:00:00Z');
    expect(warnings(pipeline)).toEqual(['2024-02-10T00:00:00.000Z rank exemption-ended']);
  });

  it('is told of when the clock was down over the end of the month', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      started('rank'),
      scheduled('1.1', '2024-05-30'),
      exempt('rank', { until: '2023-12-31T23:00:00Z' }),
    );
    await everyHour(pipeline, '2024-01-20T00:00:00Z', '2024-01-20T03:00:00Z');
    expect(warnings(pipeline)).toEqual(['2024-01-20T00:00:00.000Z rank exemption-ended']);
  });

  it('is not told of while there is no release to ship in, and is when there is one', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), exempt('rank', { until: '2024-02-10T00:00:00Z' }));
    await pipeline.tick('2024-02-10T01:00:00.000Z');
    expect(warnings(pipeline)).toEqual([]);
    await pipeline.tell(scheduled('1.1', '2024-05-30'));
    await pipeline.tick('2024-02-10T02:00:00.000Z');
    expect(warnings(pipeline)).toEqual(['2024-02-10T02:00:00.000Z rank exemption-ended']);
  });

  it('is not told of when it was withdrawn', async () => {
    const pipeline = pipelineOn(table());
    const until = '2024-02-10T00:00:00Z';
    const scope = { project: 'rank', until, reason: 'Rest.', approver: 'team:search' };
    await pipeline.tell(started('rank'), scheduled('1.1', '2024-05-30'), exempt('rank', { until }));
    await pipeline.tell(fact('ExemptionWithdrawn', '2024-02-01', scope));
    await pipeline.tick('2024-02-11T00:00:00.000Z');
    expect(warnings(pipeline)).toEqual([]);
  });
});

describe('A step of the clock that fails', () => {
  it('holds up none of the others, and is told of at the end', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      started('rank'),
      scheduled('1.1', '2024-05-30'),
      exempt('rank', { until: '2024-02-10T00:00:00Z' }),
    );
    const failing = callsDuring(
      table(),
      () => pipeline.tick('2024-02-10T01:00:00.000Z'),
      (call) => {
        if (JSON.stringify(call).includes('TRAINS')) throw new Error('The trains cannot be read.');
      },
    );
    await expect(failing).rejects.toThrow('The trains cannot be read.');
    expect(warnings(pipeline)).toEqual(['2024-02-10T01:00:00.000Z rank exemption-ended']);
  });
});

describe('The current release', () => {
  const requests = ({ announced }: Pipeline) =>
    announced('CheckRequested').map(({ detail }) => `${detail.release} ${detail.team}`);

  it('is judged again, which brings back what an index that lagged had left out', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), change('rank', '2024-01-10'), ...january);
    const before = await dump(table());
    await table().remove(verdictKey('1.0', 'rank'));
    expect(await pipeline.words('1.0')).toEqual({});
    await pipeline.tick('2024-02-01T00:00:00.000Z');
    expect(await pipeline.words('1.0')).toEqual({ rank: 'shipped-on' });
    expect((await dump(table())).length).toBe(before.length);
  });

  it('is judged again up to 35 days after its cut, and not from then on', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), ...january);
    const asked = requests(pipeline).length;
    await pipeline.tick('2024-03-06T00:00:00.000Z');
    expect(requests(pipeline).slice(asked)).toEqual(['1.0 search']);
    await pipeline.tick('2024-03-06T00:00:00.001Z');
    await pipeline.tick('2024-03-07T00:00:00.000Z');
    expect(requests(pipeline).slice(asked + 1)).toEqual([]);
  });

  it('is the last one that was cut, and no other is judged again', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      started('rank'),
      ...january,
      scheduled('1.1', '2024-02-10'),
      cut('1.1', '2024-02-10'),
    );
    const asked = requests(pipeline).length;
    await pipeline.tick('2024-02-11T00:00:00.000Z');
    expect(requests(pipeline).slice(asked)).toEqual(['1.1 search']);
  });
});
