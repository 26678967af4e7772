import { beforeAll, describe, expect, it } from '@jest/globals';
import { h } from 'preact';
import { document } from '../../../functions/site/look/document.tsx';
import { EvidenceList } from '../../../functions/verdicts/pages/evidence.tsx';
import { newTable } from '../../support/calls.ts';
import { change, cut, type Entry, fact, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { type Asker, askerOf, webOn, worldTable } from './asking.ts';
import { NOW } from './world.ts';

const RELEASE = '/releases/kubernetes-1.30';
const COMING = '/releases/kubernetes-1.31';

let world: Asker;
beforeAll(async () => {
  world = askerOf(webOn(await worldTable()));
});

/** Asks a store that holds some facts, and nothing else. */
async function told(...facts: readonly Entry[]): Promise<Asker> {
  const table = newTable();
  await pipelineOn(table, NOW).tell(...facts);
  return askerOf(webOn(table));
}

describe('The list of releases', () => {
  it('lists each train with its releases, the newest first by date, their kind and their dates', async () => {
    const page = await world.show('/releases');
    expect(page).toMatch(
      /kubernetes.*1\.31 minor cut planned for 6 Aug 2024.*1\.30 minor published 17 Apr 2024/,
    );
    expect(page).toContain('browser extension');
  });

  it('says that patches are not judged, and why a release is cancelled', async () => {
    const page = await world.show('/releases');
    expect(page).toContain('1.30.2 patch not judged');
    expect(page).toContain('retry minor cancelled The build farm was down.');
  });

  it('shows the releases that nobody planned apart, and their pages the lines that plan them', async () => {
    const asker = await told(
      scheduled('server-5.1', '2024-08-01'),
      fact('ReleaseScheduled', '2024-05-01', {
        release: 'server-9.0',
        train: 'server',
        releaseVersion: '9.0',
        provisional: true,
      }),
    );
    expect(await asker.show('/releases')).toMatch(/Waiting for a plan.*9\.0/);
    expect((await asker.get('/releases/server-9.0')).body).toContain(
      '<pre>&quot;server-9.0&quot;:\n  { train: &quot;server&quot;, kind: major, releaseVersion: &quot;9.0&quot; }</pre>',
    );
  });

  it('shows twenty trains at a time, and the newest releases of each', async () => {
    const trains = Array.from({ length: 21 }, (_, at) => `train-${at + 10}`);
    const table = newTable();
    await pipelineOn(table, NOW).tellTogether([
      ...trains.map((train) => scheduled(`${train}-1`, '2024-05-01', { train })),
      ...Array.from({ length: 45 }, (_, at) =>
        scheduled(`many-${at}`, new Date(Date.UTC(2023, 0, at * 7)).toISOString(), { train: 'train-10' }),
      ),
    ]);
    const asker = askerOf(webOn(table));
    const first = JSON.parse((await asker.get('/api/v1/releases')).body);
    expect(first.trains).toHaveLength(20);
    expect(first.trains[0]).toMatchObject({ train: 'train-10', omitted: 6 });
    const rest = JSON.parse((await asker.get(`/api/v1/releases?after=${first.next}`)).body);
    expect(rest).toMatchObject({ trains: [{ train: 'train-30' }] });
    expect(rest.next).toBeNull();
    expect((await asker.get('/releases')).body).toContain('href="/releases?after=train-29"');
  });

  it('says what brings the first release, when there is none', async () => {
    expect(await (await told()).show('/releases')).toContain('No release is known yet.');
  });
});

describe('The page of a release to come', () => {
  it('tells the days left, and what is at risk first', async () => {
    const page = await world.show(COMING);
    expect(page).toContain('Mid-cycle 25 Jun 2024 02:00 UTC 22 days ago');
    expect(page).toContain('Feature freeze 24 Jul 2024 02:00 UTC in 7 days');
    expect(page).toMatch(/4 at risk.*Nothing is merged, and the feature freeze is in 7 days\./);
    expect(page).toContain(
      'Planned: Pods with users of their own, on by default; nothing of it is merged yet.',
    );
    expect(page.indexOf('User namespaces')).toBeLessThan(page.indexOf('Sidecar containers'));
  });

  it('says that a project is exempt to everybody, and why only to internal readers', async () => {
    expect(await world.show(COMING)).toContain('Swap sig-node swap Exempt.');
    expect(await world.show(COMING)).not.toContain('secret rewrite');
    expect(await world.showInside(COMING)).toContain('a secret rewrite');
  });

  it('counts days in the zone of the reader, and is refused for a zone that does not exist', async () => {
    const { body } = await world.get(`/api/v1${COMING}?zone=Pacific/Auckland`);
    expect(JSON.parse(body).outlook).toMatchObject({ zone: 'Pacific/Auckland', days: 21 });
    expect((await world.get(`${COMING}?zone=Moon/Base`)).statusCode).toBe(400);
  });

  it('says what to do about a planned cut that nobody told of', async () => {
    const late = askerOf(webOn(await worldTable(), '2024-08-09T09:00:00.000Z'));
    const page = await late.show(COMING);
    expect(page).toContain('The cut was planned for 6 Aug 2024 14:00 UTC, and nobody has told of it.');
    expect(page).toContain('say when with cutAt for kubernetes-1.31 in releases.yml');
  });

  it('says so where no date is planned for the cut', async () => {
    const undated = fact('ReleaseScheduled', '2024-01-01', {
      release: '7.0',
      train: 'server',
      kind: 'minor',
    });
    expect(await (await told(undated)).show('/releases/7.0')).toContain('No date is planned for the cut.');
  });
});

describe('The page of a release', () => {
  it('tells the window in words, with the release before it', async () => {
    expect(await world.show(RELEASE)).toMatch(
      /work merged after 21 Nov 2023 14:00 UTC and up to the cut on 26 Mar 2024 14:00 UTC ?\. The release before it is kubernetes-1\.29/,
    );
  });

  it('leads to its train, and to the pages of its projects and their teams', async () => {
    const { body } = await world.get(RELEASE);
    for (const link of ['/trains/kubernetes', '/projects/sidecars', '/teams/sig-node'])
      expect(body).toContain(`href="${link}"`);
  });

  it('tells the tally in words, drawn and listed', async () => {
    const tally =
      '2 shipped nothing, 1 shipped behind a feature flag, 1 shipped on by default, 1 exempt, 1 not expected';
    expect((await world.get(RELEASE)).body).toContain(`aria-label="${tally}"`);
    expect(await world.show(RELEASE)).toContain('1 shipped on by default');
  });

  it('begins with those that shipped nothing, the longest streak first', async () => {
    const page = await world.show(RELEASE);
    const order = [
      '3 releases in a row',
      '2 releases in a row',
      'Merged, and off by default',
      'Reached users',
      'Excused from',
    ];
    const places = order.map((each) => page.indexOf(each));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  it('shows the rule, the timing and the evidence of a project', async () => {
    const page = await world.show(RELEASE);
    expect(page).toContain('3 of 7 changes before mid-cycle, 1 after the freeze');
    expect(page).toContain('8 pieces of evidence for Sidecar containers');
    expect(page).toContain('The default of feature flag SidecarContainers turned on.');
  });

  it('strikes through what was withdrawn, and tells people inside why', async () => {
    expect((await world.get(RELEASE)).body).toContain('<s><span>last-phase-transition-time</span></s>');
    expect(await world.show(RELEASE)).toContain('It was withdrawn.');
    expect(await world.show(RELEASE)).not.toContain('the migration failed');
    expect(await world.showInside(RELEASE)).toMatch(
      /withdrawn .{10,30} UTC ?: the migration failed on clusters/i,
    );
  });

  it('shows a project without a title by its id, once', async () => {
    expect(await world.show(RELEASE)).toContain('kube-proxy-nftables sig-network No change');
  });

  it.each([
    ['kubernetes-1.30.2', 'Releases of kind “patch” are not judged.'],
    ['kubernetes-1.30-retry', 'This release was cancelled (The build farm was down.), so nothing is judged.'],
    ['web%231', 'No project was at work on the train browser extension at its cut, so nobody is judged.'],
  ])('says of %s why nobody has a verdict', async (release, because) => {
    expect(await world.show(`/releases/${release}`)).toContain(because);
  });

  it('says which projects start after the cut, where that is why nobody has a verdict', async () => {
    const asker = await told(
      scheduled('5.1', '2024-03-26'),
      cut('5.1', '2024-03-26'),
      started('rank', '2024-04-01'),
      started('sort', '2024-05-01'),
    );
    expect(await asker.show('/releases/5.1')).toContain(
      'Every project of the train server starts after its cut on 2024-03-26, so nobody is judged: ' +
        'rank on 2024-04-01, sort on 2024-05-01. If the work began earlier, say so with startedAt in projects.yml.',
    );
  });

  it('names the nearest release to who asks for one that is not there', async () => {
    const { statusCode, body } = await world.get('/api/v1/releases/kubernetes-1.3O');
    expect(statusCode).toBe(404);
    expect(body).toContain('Did you mean kubernetes-1.30?');
  });
});

describe('Hostile words', () => {
  const script = '<script>alert(1)</script>';

  it('are shown as text', async () => {
    const asker = await told(
      started('p', '2024-01-01', { title: `"><img src=x onerror=alert(1)>${script}`, team: script }),
      scheduled('5.1', '2024-03-26', { releaseVersion: script }),
      change('p', '2024-02-01', { title: script }),
      cut('5.1', '2024-03-26'),
    );
    for (const path of ['/releases', '/releases/5.1', '/projects', '/projects/p']) {
      const { body } = await asker.get(path);
      expect(body).not.toMatch(/<script|<img/);
      expect(body).toContain('&lt;script>alert(1)');
    }
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not an address'])('%s never becomes a link', (url) => {
    const piece = { kind: 'change' as const, event: '1', at: NOW, title: 'A change', url };
    const evidence = [{ ...piece, counts: true, because: 'it was merged' }];
    const page = document(
      EvidenceList({ evidence, evidenceOmitted: 2, project: 'rank', of: 'Ranking' }) ?? h('p', {}),
    );
    expect(page).toContain('<span>A change</span>');
    expect(page).toContain('And 2 more, not stored.');
    expect(page).not.toContain(url);
  });
});

describe('Where releases were before', () => {
  it('leads to where they are, with the same query', async () => {
    const { statusCode, headers } = await world.get('/api/releases/kubernetes-1.30');
    expect([statusCode, headers.Location]).toEqual([308, '/api/v1/releases/kubernetes-1.30']);
    expect((await world.get('/api/releases')).headers.Location).toBe('/api/v1/releases');
  });
});
