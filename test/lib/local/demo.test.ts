import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFact } from '../../../events/read.ts';
import { digestHeadlines } from '../../../functions/digests/store/digests.ts';
import { readGradeReport } from '../../../functions/grades/store/grade-report.ts';
import { readReviewsAnswer } from '../../../functions/reviews/store/reviews.ts';
import { shopFacts } from '../../../lib/local/demo/shop.ts';
import { DEMO_PERIOD, isEmpty, loadDemo, makeDemoDigests } from '../../../lib/local/demo.ts';
import { demoDigest, findings, newestDigest } from '../../../lib/local/greeting.ts';
import type { Entry } from '../../real-data/entry.ts';
import { kubernetesLedger } from '../../real-data/kubernetes-ledger.ts';
import { tableOn } from '../../support/databases.ts';
import { digestsOn } from '../../support/digests.ts';
import { change, cut, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { fact, facts, hostOf, idOf, recordsOf, stopHosts, wiring } from './stubs.ts';

let data = '';
let demo = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
  demo = join(data, 'demo.jsonl');
  await writeFile(demo, ['1', '2'].map((id) => `${JSON.stringify(fact(id))}\n`).join(''));
});
afterEach(async () => {
  await stopHosts();
  await rm(data, { recursive: true });
});

async function loading() {
  const ids: string[] = [];
  const stub = wiring({ subscriptions: [facts] });
  const host = await hostOf(stub, (event) => void ids.push(...recordsOf(event).map(idOf)), { data });
  return { host, ids };
}

describe('the demo', () => {
  it('is loaded in its order and in one go, and the invented shop after it', async () => {
    const { host, ids } = await loading();
    await loadDemo(host, NOW, demo);
    expect(ids.slice(0, 2)).toEqual(['1', '2']);
    expect(ids.slice(2)).toEqual(shopFacts(NOW).map(({ detail }) => detail.id));
  });

  it('has its place in a ledger that holds nothing at all', async () => {
    const { host } = await loading();
    expect(await isEmpty(host.store)).toBe(true);
    await host.store.put({ pk: 'TEAM#a', sk: 'SUMMARY', list: 'TEAMS', listKey: 'a' });
    expect(await isEmpty(host.store)).toBe(false);
  });

  it('is loaded as a whole or not at all', async () => {
    const { host, ids } = await loading();
    await writeFile(demo, `${JSON.stringify(fact('1'))}\n{"torn`);
    await expect(loadDemo(host, NOW, demo)).rejects.toThrow(SyntaxError);
    await host.idle();
    expect(ids).toEqual([]);
  });
});

describe('the invented shop', () => {
  const table = tableOn();

  /** Also where months are short, and on their first and last days. */
  const days = ['2024-01-01', '2024-02-29', '2024-03-31', '2024-07-15', '2024-12-31'];

  it.each(days)('consists of facts that have happened, whatever the day of the start is: %s', (day) => {
    const now = `${day}T00:00:00.000Z`;
    const read = shopFacts(now).map((event) => readFact(event));
    expect(read.filter(({ ok }) => !ok)).toEqual([]);
    expect(shopFacts(now).filter(({ detail }) => String(detail.occurredAt) > now)).toEqual([]);
  });

  it('shows a project that shipped nothing, and a release that comes with its plan', async () => {
    await pipelineOn(table()).tell(...shopFacts(NOW));
    expect(await findings(table())).toEqual([
      'Sample-shop 3.1: 2 of 3 projects shipped; nothing from offline-cart.',
    ]);
    const grade = await readGradeReport(table(), 'gift-cards', { at: NOW });
    expect(grade?.grade?.earned).toBe(3);
    const { reviews } = await readReviewsAnswer(table(), NOW);
    expect(reviews.map(({ review }) => review)).toEqual(['one-click-post']);
  });
});

const NOW = '2024-11-20T12:00:00.000Z';

describe('the digest of the demo', () => {
  const table = tableOn();
  const place = () => ({ store: table(), address: 'http://127.0.0.1:3000' });
  const entries = readFileSync('lib/local/demo/kubernetes.jsonl', 'utf8').trimEnd().split('\n');
  const events = entries.map((line): Entry => JSON.parse(line));

  it('is of the last month in which a release was cut that is judged', () => {
    const minor = events.flatMap(({ detail }) => (detail.kind === 'minor' ? detail.release : []));
    const cuts = events.flatMap(({ 'detail-type': type, detail }) =>
      type === 'ReleaseCut' && minor.includes(detail.release) ? String(detail.occurredAt) : [],
    );
    expect(cuts.toSorted().at(-1)?.slice(0, 7)).toBe(DEMO_PERIOD);
  });

  it('is shown in few lines: who shipped nothing, what to do next, and where all of it is', async () => {
    await kubernetesLedger(table(), events);
    await pipelineOn(table()).tell(...shopFacts(NOW));
    await makeDemoDigests(table(), NOW);
    const lines = await demoDigest(place());
    expect(lines.length).toBeLessThanOrEqual(25);
    expect(lines[0]).toBe('All teams, October 2024');
    expect(lines).toContain('Shipped nothing');
    expect(lines).toContain('What to do next');
    expect(lines.at(-1)).toBe('http://127.0.0.1:3000/digests/all/2024-10');
  });

  it('comes with that of the last month, so that no hour makes up for all the months between', async () => {
    await kubernetesLedger(table(), events);
    await makeDemoDigests(table(), NOW);
    expect(await newestDigest(place())).toEqual([
      expect.stringMatching(/^All teams, October 2024: \d+ records nobody verified.*\.$/),
      '  http://127.0.0.1:3000/digests/all/2024-10',
    ]);
    const digests = digestsOn(table());
    await digests.fire({ schedule: 'monthly' }, NOW);
    expect((await digestHeadlines(table(), 'all', 'month')).map(({ period }) => period)).toEqual([
      '2024-10',
      '2024-07',
    ]);
    expect(digests.ready).toEqual([]);
  });

  it('is nothing where none was made', async () => {
    expect(await demoDigest(place())).toEqual([]);
    expect(await newestDigest(place())).toEqual([]);
  });
});

describe('what was found', () => {
  const table = tableOn();

  it('is said of the newest judged release of each train', async () => {
    await pipelineOn(table()).tell(
      ...['a', 'b', 'c'].map((project) => started(project, '2023-06-01')),
      change('b', '2024-01-15'),
      change('b', '2024-02-15'),
      change('a', '2024-03-15'),
      ...['02-01', '03-01', '04-01'].flatMap((day, at) => [
        scheduled(`s-1.${at}`, `2024-${day}`, { releaseVersion: `1.${at}` }),
        cut(`s-1.${at}`, `2024-${day}`),
      ]),
      scheduled('s-1.2.1', '2024-04-10', { releaseVersion: '1.2.1', kind: 'patch' }),
      cut('s-1.2.1', '2024-04-10'),
      scheduled('s-1.3', '2030-05-01', { releaseVersion: '1.3' }),
    );
    expect(await findings(table())).toEqual([
      'Server 1.2: 1 of 3 projects shipped; nothing from c (3 in a row), b.',
    ]);
  });

  it('is nothing while no release was judged', async () => {
    await pipelineOn(table()).tell(scheduled('s-1.3', '2030-05-01'));
    expect(await findings(table())).toEqual([]);
  });
});
