/** 98: a table that refuses every call for ten minutes. What was under way comes back later, and nothing is lost. */
import { describe, expect, it } from '@jest/globals';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import { digestHeadlines } from '../../functions/digests/store/digests.ts';
import { verdictKey } from '../../functions/kernel/store/keys.ts';
import { type Store, StoreUnavailableError } from '../../functions/kernel/store/store.ts';
import { readVerdicts } from '../../functions/verdicts/store/verdicts.ts';
import { aDigest } from '../digests/model/a-digest.ts';
import { channel, digestReady, minutesAfter, NOON, SLACK, worldOn } from '../notifications/world.ts';
import { callsDuring } from '../support/calls.ts';
import { tableOn } from '../support/databases.ts';
import { digestsOn } from '../support/digests.ts';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { batchOf, context } from '../support/messages.ts';
import { pipelineOn } from '../support/pipeline.ts';
import { functionsOn, subscribed, subscriptionOf } from './queue-functions.ts';
import { drain, visibilityOf } from './sqs.ts';

const MINUTES = 10;
const SECONDS = MINUTES * 60;

/** Does something while the table is throttled, from one of its calls on. @returns how many calls were refused */
async function throttled(
  table: Store,
  { from = 0, isOver }: { readonly from?: number; readonly isOver: () => boolean },
  work: () => Promise<unknown>,
): Promise<number> {
  let [calls, refused] = [0, 0];
  await callsDuring(table, work, () => {
    calls += 1;
    if (calls <= from || isOver()) return;
    refused += 1;
    throw new StoreUnavailableError('throttled', 'Too much.');
  });
  return refused;
}

describe('a table that is throttled for ten minutes', () => {
  it.each(subscribed.map((each) => [each.subscription.name, each] as const))(
    'is outlasted by the attempts of the queue %s, which keeps a message for far longer',
    (_name, { wiring, subscription }) => {
      expect((subscription.attempts - 1) * visibilityOf(wiring, subscription)).toBeGreaterThan(SECONDS);
    },
  );
});

describe('facts and verdicts, while the table is throttled for ten minutes,', () => {
  const table = functionsOn();

  it.each([0, 1, 7, 30])('from call %i on, come back from their queues until all are done', async (from) => {
    const facts = subscriptionOf('facts');
    const projects = Array.from({ length: 25 }, (_none, at) => `project-${at}`);
    const bodies = projects.map((project) => JSON.stringify(change(project, '2024-01-10')));
    let now = 0;
    const refused = await throttled(table(), { from, isOver: () => now >= SECONDS }, async () => {
      const { dead, receives, seconds } = await drain(
        facts.wiring,
        facts.subscription,
        bodies,
        (event, at) => {
          now = at;
          return facts.handler(event, context);
        },
      );
      expect(dead).toEqual([]);
      expect(receives).toBe(facts.subscription.attempts);
      expect(seconds).toBeGreaterThanOrEqual(SECONDS);
    });
    expect(refused).toBeGreaterThan(100);
    for (const id of projects)
      expect((await readLedger(table(), { kind: 'project', id })).facts).toHaveLength(1);
  });

  it('also when an announcement is what comes back', async () => {
    await pipelineOn(table()).tell(started('rank'), scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31'));
    const { handler: record } = subscriptionOf('facts');
    const { wiring, subscription, handler: check } = subscriptionOf('derivations');
    // A change comes behind the back of the pipeline: only the announcement is followed.
    await record(batchOf([JSON.stringify(change('rank', '2024-01-10'))]), context);
    const values = [verdictKey('1.0', 'rank')];
    const detail = { version: 1, id: 'asked', occurredAt: '2024-01-31T00:00:00.000Z', values };
    const asked = JSON.stringify({ 'detail-type': 'DerivationRequested', detail });
    let now = 0;
    await throttled(table(), { isOver: () => now >= SECONDS }, async () => {
      const drained = await drain(wiring, subscription, [asked], (event, at) => {
        now = at;
        return check(event, context);
      });
      expect(drained.dead).toEqual([]);
    });
    expect(await readVerdicts(table(), '1.0')).toMatchObject([{ project: 'rank', verdict: 'shipped-on' }]);
  });
});

describe('messages, while the table is throttled for ten minutes,', () => {
  const world = worldOn();
  const ISSUE = channel('issue', { kind: 'github', repository: 'acme/app', issue: 7 });
  const { wiring, subscription } = subscriptionOf('told');
  /** Minutes. */
  const backAfter = visibilityOf(wiring, subscription) / 60;

  it.each(Array.from({ length: 30 }, (_none, at) => at))(
    'from call %i on, arrive: at GitHub once, in Slack with the one repeat at most that nobody can rule out',
    async (from) => {
      const { slack, github, ...to } = world();
      await to.tell(SLACK, ISSUE);
      await to.keep(aDigest);
      const isOver = () => to.now() >= minutesAfter(NOON, MINUTES);
      await throttled(to.table, { from, isOver }, async () => {
        const isDone = await to.announce(digestReady()).then(
          () => true,
          () => false,
        );
        await to.later(5).catch(() => {});
        await to.at(minutesAfter(NOON, backAfter));
        // Only what failed is handed over again.
        if (!isDone) await to.announce(digestReady());
        for (let turn = 0; turn < 12; turn += 1) await to.later(5);
      });
      expect(github.comments).toHaveLength(1);
      expect(slack.got.length).toBeGreaterThanOrEqual(1);
      expect(slack.got.length).toBeLessThanOrEqual(2);
      for (const id of ['search-slack', 'issue'])
        expect(await to.recent(id)).toMatchObject([{ state: 'sent' }]);
    },
  );
});

describe('digests, while the table is throttled for ten minutes,', () => {
  const table = tableOn();
  const SEVEN = '2024-04-01T07:00:00.000Z';

  it.each(Array.from({ length: 9 }, (_none, at) => 3 * at))(
    'from call %i on, are made by the next schedule, one each, and announced once',
    async (from) => {
      await pipelineOn(table()).tell(
        fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', org: 'code' }),
        registered('ranking', '2024-01-05'),
      );
      const digests = digestsOn(table());
      let now = SEVEN;
      const isOver = () => now >= minutesAfter(SEVEN, MINUTES);
      const fire = (schedule: string) => digests.fire({ schedule }, now);
      await throttled(table(), { from, isOver }, async () => {
        await expect(fire('monthly')).rejects.toBeInstanceOf(StoreUnavailableError);
        now = minutesAfter(SEVEN, 60);
        await fire('hourly');
        await fire('hourly');
      });
      for (const audience of ['team:search', 'org:code', 'all'])
        expect(await digestHeadlines(table(), audience, 'month')).toMatchObject([{ period: '2024-03' }]);
      const months = digests.ready.filter(({ period }) => period === '2024-03');
      expect(new Set(months.map(({ id }) => id)).size).toBe(3);
      // Whoever listens knows the repeat of one whose mark was refused by its id.
      expect(months.length).toBeLessThanOrEqual(4);
    },
  );
});
