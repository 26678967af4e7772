import { describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import { readReview, readReviews, readReviewsAnswer } from '../../functions/reviews/store/reviews.ts';
import { tableOn } from '../support/databases.ts';
import { fact, scheduled, started } from '../support/facts.ts';
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

const told = ({ announced }: Pipeline) => [
  ...announced('ReviewReminded').map(
    ({ detail }) => `reminded ${detail.review} ${detail.occurredAt} ${detail.lapsesAt}`,
  ),
  ...announced('ReviewLapsed').map(({ detail }) => `lapsed ${detail.review} ${detail.occurredAt}`),
];

const search = fact('TeamRegistered', '2024-01-01', {
  team: 'search',
  title: 'Search',
  timeZone: 'Europe/Berlin',
  calendar: 'germany',
});
const easter = fact('CalendarPublished', '2024-01-01', {
  calendar: 'germany',
  holidays: [{ date: '2024-03-29' }, { date: '2024-04-01' }],
});
const ada = fact('PersonRegistered', '2024-01-01', {
  person: 'ada',
  name: 'Ada',
  accounts: ['github:ada-l'],
  teams: ['marketing'],
});

/** The sample of the contracts: requested on a Monday. */
const requested = (review = 'blog', day = '2024-04-08T09:00:00.000Z', changeClass = 'blog-post') =>
  fact('ReviewRequested', day, {
    review,
    changeClass,
    subject: 'Search contexts',
    reviewers: ['team:marketing'],
    team: 'search',
    actor: 'person:noor',
  });
const answered = (day: string, actor: string, answer: 'approve' | 'object' = 'approve', review = 'blog') =>
  fact('ReviewAnswered', day, { review, answer, actor });
const returned = (day: string) => fact('ReviewReturned', day, { review: 'blog', actor: 'person:noor' });
const resubmitted = (day: string) => fact('ReviewResubmitted', day, { review: 'blog', actor: 'person:noor' });

/** A reminder when Thursday begins in Berlin, and the end when it is over. */
const DUE = [
  'reminded blog 2024-04-10T22:00:00.000Z 2024-04-11T22:00:00.000Z',
  'lapsed blog 2024-04-11T22:00:00.000Z',
];

async function world(...more: Parameters<Pipeline['tell']>): Promise<Pipeline> {
  const pipeline = pipelineOn(table());
  await pipeline.tell(search, easter, ada, ...more);
  return pipeline;
}

describe('A review that nobody answers', () => {
  it('is reminded of before its end, and lapses, once each', async () => {
    const pipeline = await world(requested());
    await everyHour(pipeline, '2024-04-10T20:00:00Z', '2024-04-11T01:00:00Z');
    expect(told(pipeline)).toEqual(DUE.slice(0, 1));
    await everyHour(pipeline, '2024-04-11T20:00:00Z', '2024-04-12T01:00:00Z');
    expect(told(pipeline)).toEqual(DUE);
    expect(pipeline.announced('ReviewLapsed')[0]?.detail).toMatchObject({
      team: 'search',
      actor: 'system:clock',
    });
  });

  it('is told of in the same words by a clock that comes late', async () => {
    const pipeline = await world(requested());
    await pipeline.tick('2024-04-11T15:00:00.000Z');
    await pipeline.tick('2024-05-20T15:00:00.000Z');
    expect(told(pipeline)).toEqual(DUE);
  });

  it('is not reminded of when it has lapsed: a clock that was down tells the end alone', async () => {
    const pipeline = await world(requested());
    await pipeline.tick('2024-04-30T00:00:00.000Z');
    expect(told(pipeline)).toEqual(DUE.slice(1));
  });

  it('is told of again, as the same events, when the clock died before it was remembered', async () => {
    const pipeline = await world(requested());
    for (const [moment, sk] of [
      ['2024-04-11T00:00:00.000Z', 'REMINDED#2024-04-08T09:00:00.000Z'],
      ['2024-04-12T00:00:00.000Z', 'LAPSED#2024-04-08T09:00:00.000Z'],
    ] as const) {
      await pipeline.tick(moment);
      const key = { pk: 'TOLD#REVIEW#blog', sk };
      expect(await table().get([key])).toHaveLength(1);
      await table().remove(key);
      await pipeline.tick(new Date(Date.parse(moment) + HOUR).toISOString());
    }
    const [first, again] = pipeline.announced('ReviewReminded');
    expect(again).toEqual(first);
    expect(pipeline.announced('ReviewLapsed')[1]).toEqual(pipeline.announced('ReviewLapsed')[0]);
  });

  it('lapses after the holidays of the team that is asked, or of the one whose it is', async () => {
    const pipeline = await world(requested('easter', '2024-03-27T09:00:00.000Z'));
    await everyHour(pipeline, '2024-04-02T20:00:00Z', '2024-04-03T23:00:00Z');
    expect(told(pipeline)).toEqual([
      'reminded easter 2024-04-02T22:00:00.000Z 2024-04-03T22:00:00.000Z',
      'lapsed easter 2024-04-03T22:00:00.000Z',
    ]);
    const marketing = { team: 'marketing', title: 'Marketing', timeZone: 'Asia/Kolkata' };
    await pipeline.tell(fact('TeamRegistered', '2024-01-01', marketing));
    expect(await readReview(table(), 'easter', '2024-03-28T00:00:00.000Z')).toMatchObject({
      lapsesAt: '2024-04-01T18:30:00.000Z',
    });
  });

  it('goes by the rules that held at its request', async () => {
    const rubric = (day: string, fullBusinessDays: number) =>
      fact('RubricPublished', day, {
        rubricVersion: day,
        categories: [{ category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Good.' }],
        reviews: { fullBusinessDays },
      });
    const pipeline = await world(rubric('2024-04-01', 2), requested(), rubric('2024-04-09', 9));
    await pipeline.tick('2024-04-10T22:00:00.000Z');
    expect(told(pipeline)).toEqual(['lapsed blog 2024-04-10T22:00:00.000Z']);
    const { rules } = await readReviewsAnswer(table(), '2024-04-10T22:00:00.000Z');
    expect(rules.fullBusinessDays).toBe(9);
  });
});

describe('Nobody is told', () => {
  it.each(['large-site-update', 'major-press', 'launch-l1'])('of a %s, which never lapses', async (kind) => {
    const pipeline = await world(requested('blog', '2024-04-08T09:00:00.000Z', kind));
    await pipeline.tick('2024-04-11T00:00:00.000Z');
    await pipeline.tick('2024-09-11T00:00:00.000Z');
    expect(told(pipeline)).toEqual([]);
    expect(await readReviews(table(), '2024-09-11T00:00:00.000Z')).toMatchObject([{ state: 'waiting' }]);
  });

  it.each(['team:marketing', 'person:ada', 'github:ada-l'])(
    'of one that %s answered in time',
    async (actor) => {
      const pipeline = await world(requested(), answered('2024-04-09', actor));
      await pipeline.tick('2024-04-11T00:00:00.000Z');
      await pipeline.tick('2024-04-20T00:00:00.000Z');
      expect(told(pipeline)).toEqual([]);
      expect(await readReviews(table(), '2024-04-20T00:00:00.000Z')).toEqual([]);
      expect(await readReview(table(), 'blog', '2024-04-20T00:00:00.000Z')).toMatchObject({
        state: 'answered',
      });
    },
  );

  it('while it is the author’s turn', async () => {
    const pipeline = await world(requested(), answered('2024-04-09', 'person:ada', 'object'));
    await pipeline.tick('2024-04-11T00:00:00.000Z');
    await pipeline.tick('2024-05-11T00:00:00.000Z');
    expect(told(pipeline)).toEqual([]);
  });
});

describe('A review that was resubmitted', () => {
  it('has the days that were left, and a reminder of its own', async () => {
    const pipeline = await world(requested());
    await pipeline.tick('2024-04-11T00:00:00.000Z');
    await pipeline.tell(returned('2024-04-11T10:00:00.000Z'), resubmitted('2024-04-15T10:00:00.000Z'));
    await everyHour(pipeline, '2024-04-15T10:00:00Z', '2024-04-17T00:00:00Z');
    expect(told(pipeline)).toEqual([
      ...DUE.slice(0, 1),
      'reminded blog 2024-04-15T22:00:00.000Z 2024-04-16T22:00:00.000Z',
      'lapsed blog 2024-04-16T22:00:00.000Z',
    ]);
    const ids = pipeline.announced('ReviewReminded').map(({ detail }) => detail.id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('The list of reviews', () => {
  const review = async (now: string) => (await readReviews(table(), now)).map((each) => each.review);

  it('holds what waits and what lapsed in the last 100 days, the oldest first', async () => {
    await world(requested('late', '2024-04-09'), requested('early', '2024-04-08'));
    expect(await review('2024-04-07T00:00:00.000Z')).toEqual([]);
    expect(await review('2024-04-10T00:00:00.000Z')).toEqual(['early', 'late']);
    expect(await review('2024-07-20T22:00:00.000Z')).toEqual(['early', 'late']);
    expect(await review('2024-07-20T22:00:00.001Z')).toEqual(['late']);
  });

  it('lists as unregistered what is only answered', async () => {
    await world(answered('2024-04-09', 'person:ada'));
    expect(await review('2024-04-10T00:00:00.000Z')).toEqual([]);
    expect(await readReview(table(), 'blog', '2024-04-10T00:00:00.000Z')).toBeUndefined();
    expect(await readReview(table(), 'unheard-of', '2024-04-10T00:00:00.000Z')).toBeUndefined();
  });

  it('comes to the same, in whatever order the facts arrive', async () => {
    const facts = [
      requested(),
      returned('2024-04-11'),
      resubmitted('2024-04-15'),
      answered('2024-04-16', 'person:eve'),
    ];
    const first = await world(...facts);
    const now = '2024-04-16T12:00:00.000Z';
    const [reports, rows] = [await readReviews(table(), now), await dump(table())];
    await first.tell(...facts.toReversed(), ...facts);
    expect(await readReviews(table(), now)).toEqual(reports);
    expect(await dump(table())).toEqual(rows);
  });
});

describe('Early warnings', () => {
  it('leave out the holidays of the team', async () => {
    const pipeline = await world(
      started('rank'),
      scheduled('1.1', '2024-04-04T12:00:00Z', { opensAt: '2024-04-03T00:00:00Z' }),
    );
    const wednesday = scheduled('1.2', '2024-04-03T12:00:00Z', { opensAt: '2024-03-01T00:00:00Z' });
    await pipeline.tell(wednesday);
    // Three full business days before the cut: Wednesday and Thursday before Easter, and Tuesday after it.
    await pipeline.tick('2024-03-26T22:59:00.000Z');
    const stages = () => pipeline.announced('ProjectWarned').map(({ detail }) => detail.warning);
    expect(stages()).toEqual(['ten-days']);
    await pipeline.tick('2024-03-26T23:00:00.000Z');
    expect(stages()).toEqual(['ten-days', 'three-days']);
  });
});
