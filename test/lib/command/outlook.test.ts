/** `outlook`, on a data directory and over the network: the starter's roadmap, and what becomes of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { change, cut, fact, scheduled, started } from '../../support/facts.ts';
import { inProcessAt } from './in-process.ts';

const STARTER = 'lib/catalog/starter';
const TOKEN = 'chosen-by-the-test-for-its-host';

/** In the middle of the cycle of server-5.9, as the starter schedules it. */
const NOW = '2027-01-10T12:00:00.000Z';

const run = (now: string, ...words: string[]) =>
  inProcessAt(now, { SHIPSHAPE_API_TOKEN: TOKEN, TZ: 'Europe/Berlin' }, ...words);

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-outlook-'));
});
afterEach(async () => {
  jest.useRealTimers();
  await rm(directory, { recursive: true });
});

describe('The outlook of the starter', () => {
  const data = () => ['--data', join(directory, 'data')];
  beforeEach(async () => {
    expect((await run(NOW, 'import', STARTER, ...data())).status).toBe(0);
  });

  it('has the plans of its roadmap before anything is merged', async () => {
    const { status, out, err } = await run(NOW, 'outlook', 'server-5.9', ...data());
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('Planned: Saved searches, on by default; nothing of it is merged');
    expect(out).toMatch(/Planned cut: 2027-02-15 17:00 UTC, in 36 days/);
    expect(out).toContain('0 of 2 projects are at risk');
    const later = await run(NOW, 'outlook', 'server-5.10', ...data());
    expect(later.out).toContain('off by default; nothing of it is merged');
  });

  it('is what is coming, where no release is named', async () => {
    const { out } = await run(NOW, 'outlook', ...data());
    expect(out).toContain('Outlook of server-5.9 (server)');
    expect(out).not.toContain('Outlook of server-5.10');
    const { outlooks } = JSON.parse((await run(NOW, 'outlook', '--json', ...data())).out);
    expect(outlooks).toMatchObject([{ release: 'server-5.9', days: 36, zone: 'Europe/Berlin' }]);
  });

  it('puts what is at risk first, with the reason', async () => {
    const { out } = await run(
      '2027-02-04T12:00:00.000Z',
      'outlook',
      'server-5.9',
      '--format',
      'md',
      ...data(),
    );
    expect(out).toContain('2 of 2 projects are at risk');
    expect(out).toMatch(/### At risk \(2\)[\s\S]*Nothing is merged, and the feature freeze is in 4 days/);
  });

  it('says what to do about a planned cut that nobody told of', async () => {
    const { out } = await run('2027-02-18T12:00:00.000Z', 'outlook', 'server-5.9', ...data());
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'nobody has told of it. 2 of 2 projects are at risk. That was 3 days ago. If it was cut, push its tag',
    );
    expect((await run('2027-02-18T12:00:00.000Z', 'outlook', ...data())).out).toMatch(
      /server-5\.9[\s\S]*server-5\.10/,
    );
  });

  it('is refused for what is no release to come, with what is', async () => {
    expect(await run(NOW, 'outlook', 'server-6', ...data())).toEqual({
      status: 2,
      out: '',
      err: 'No scheduled release is called server-6, did you mean server-5.9? Coming: server-5.9.\n',
    });
    const byVersion = await run(NOW, 'outlook', '5.9', ...data());
    expect(byVersion.out).toContain('Outlook of server-5.9 (server)');
  });
});

describe('The outlook of a running Shipshape', () => {
  let host: Host;
  beforeEach(async () => {
    host = await startHost({ environment: { SHIPSHAPE_API_TOKEN: TOKEN }, log: () => {} });
  });
  afterEach(async () => host.stop());

  /** The host's own clock is the real one: the facts are told relative to it. */
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  it('is the same over the network, on the page and as JSON', async () => {
    await host.publish([
      started('Ranking', day(-90)),
      fact('FeatureRegistered', day(-90), {
        feature: 'sort',
        title: 'Sort',
        team: 'search',
        maturity: 'beta',
      }),
      scheduled('5.1', day(-30), {}, day(-90)),
      scheduled('5.2', day(20), { featureFreezeAt: day(5) }, day(-90)),
      cut('5.1', day(-30)),
      fact('ShipmentPlanned', day(-20), { project: 'Ranking', release: '5.2', feature: 'sort' }),
    ]);
    await host.idle();
    const now = new Date().toISOString();
    const over = ['--url', host.address ?? ''];
    const text = await run(now, 'outlook', '5.2', ...over);
    expect(text).toMatchObject({ status: 0, err: '' });
    expect(text.out).toMatch(/At risk \(1\)/);
    expect((await run(now, 'outlook', ...over)).out).toBe(text.out);
    const page = await (await fetch(`${host.address}/releases/5.2?zone=Europe/Berlin`)).text();
    expect(page).toContain('Nothing is merged, and the feature freeze is in 5 days.');
    expect(page).toContain('Planned: Sort; nothing of it is merged yet.');
    const { outlook } = await (await fetch(`${host.address}/api/v1/releases/5.2?zone=Europe/Berlin`)).json();
    expect(outlook.projects).toMatchObject([
      { project: 'Ranking', standing: 'at-risk', ifCutNow: 'shipped-nothing' },
    ]);
    expect((await fetch(`${host.address}/api/v1/releases/5.2?zone=Moon`)).status).toBe(400);

    await host.publish([change('Ranking', day(-1), { feature: 'sort' })]);
    await host.idle();
    expect((await run(now, 'outlook', '5.2', ...over)).out).toContain('On by default (1)');
    expect(await run(now, 'outlook', '5.1', ...over)).toMatchObject({
      status: 2,
      err: '5.1 is cut already: `check 5.1` prints its verdicts. Coming: 5.2.\n',
    });
  });
});
