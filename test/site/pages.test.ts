import { describe, expect, it } from '@jest/globals';
import { createWeb } from '../../functions/site/web/app.ts';
import type { ReleaseReport } from '../../functions/verdicts/model/report.ts';
import { comingOutlook, fixtureReads, judgedReport } from './fixture/releases.ts';
import { ask } from './fixture/request.ts';
import { words } from './fixture/words.ts';

const web = createWeb(fixtureReads());

const show = async (path: string) => words((await ask(web, path)).body);

const showReport = async (over: Partial<ReleaseReport>) => {
  const report = { ...judgedReport, ...over };
  return (await ask(createWeb(fixtureReads({ release: async () => report })), '/releases/any')).body;
};

describe('the list of releases', () => {
  it('lists each train with its releases in the given order, their kind and their dates', async () => {
    const page = await show('/');
    expect(page).toMatch(/kubernetes.*1\.31.*cut planned for 6 Aug 2024.*1\.30 minor published 17 Apr 2024/);
    expect(page).toContain('browser extension');
  });

  it('says that patches are not judged, and what is cancelled or of no known kind', async () => {
    const page = await show('/');
    expect(page).toContain('1.30.2 patch not judged');
    expect(page).toContain('1.28.5-retry kind not known not judged cancelled');
  });

  it('says so when there is nothing yet', async () => {
    const { body, statusCode } = await ask(createWeb(fixtureReads({ trains: async () => [] })), '/');
    expect(statusCode).toBe(200);
    expect(words(body)).toContain('No release is known yet.');
  });
});

describe('the page of a release to come', () => {
  it('tells the days left, and what is at risk first', async () => {
    const page = await show('/releases/kubernetes-1.31');
    expect(page).toContain('Mid-cycle 25 Jun 2024 14:00 UTC 22 days ago');
    expect(page).toContain('Feature freeze 24 Jul 2024 02:00 UTC in 7 days');
    expect(page).toMatch(/1 at risk.*Nothing is merged, and the feature freeze is in 7 days\./);
    expect(page).toContain(
      'Planned: Pods with users of their own, on by default; nothing of it is merged yet.',
    );
    expect(page.indexOf('User namespaces')).toBeLessThan(page.indexOf('Sidecar containers'));
    expect(page).toContain('Swap sig-node swap Exempt.');
    expect(page).not.toContain('a rewrite');
  });

  it('says what to do about a planned cut that nobody told of', async () => {
    const outlook = { ...comingOutlook, isOverdue: true, days: -3 };
    const late = createWeb(fixtureReads({ outlook: async () => outlook }));
    const page = words((await ask(late, '/releases/kubernetes-1.31')).body);
    expect(page).toContain('The cut was planned for 6 Aug 2024 14:00 UTC, and nobody has told of it.');
    expect(page).toContain('say when with cutAt for kubernetes-1.31 in releases.yml');
  });

  it('is refused for a time zone that does not exist', async () => {
    const asked = await ask(web, '/releases/kubernetes-1.31', { query: { zone: 'Moon/Base' } });
    expect(asked.statusCode).toBe(400);
  });
});

describe('the page of a release', () => {
  it('answers 200 whatever the verdicts are', async () => {
    expect((await ask(web, '/releases/kubernetes-1.30')).statusCode).toBe(200);
  });

  it('tells the window in words, with the release before it', async () => {
    const page = await show('/releases/kubernetes-1.30');
    expect(page).toMatch(
      /work merged after 21 Nov 2023 14:00 UTC and up to the cut on 26 Mar 2024 14:00 UTC ?\./,
    );
    expect(page).toContain('kubernetes-1.29');
  });

  it('tells the tally in words, drawn and listed', async () => {
    const { body } = await ask(web, '/releases/kubernetes-1.30');
    const tally =
      '3 shipped nothing, 1 shipped behind a feature flag, 4 shipped on by default, 1 exempt, 1 not expected';
    expect(body).toContain(`aria-label="${tally}"`);
    expect(words(body)).toContain('4 shipped on by default');
  });

  it('begins with those that shipped nothing, the longest streak first', async () => {
    const page = await show('/releases/kubernetes-1.30');
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

  it('shows the rule, the timing and the evidence of a project, and how much more there is', async () => {
    const page = await show('/releases/kubernetes-1.30');
    expect(page).toContain(
      'The default of feature flag SidecarContainers turned on. 3 of 7 changes before mid-cycle, 1 after the freeze',
    );
    expect(page).toContain('7 pieces of evidence for Sidecar containers');
    expect(page).toContain('And 4 more, not stored.');
    expect(page).toContain('off by default feature flag JobSuccessPolicy: default not known');
  });

  it('strikes through what was withdrawn and says why', async () => {
    const { body } = await ask(web, '/releases/kubernetes-1.30');
    expect(body).toContain('<s><span>persistent-volume-last-phase-transition-time</span></s>');
    expect(words(body)).toContain('Withdrawn: the migration failed on clusters');
  });

  it('shows a project without a title by its id', async () => {
    expect(await show('/releases/kubernetes-1.30')).toContain(
      'kube-proxy-nftables-and-the-retirement-of-iptables sig-network',
    );
  });

  it.each([
    ['kubernetes-1.30.2', 'Releases of kind “patch” are not judged.'],
    ['kubernetes-1.28.5-retry', 'This release was cancelled, so nothing is judged.'],
    ['kubernetes-1.29', 'No project was at work on the train kubernetes at its cut, so nobody is judged.'],
  ])('says of %s why nobody has a verdict', async (release, because) => {
    expect(await show(`/releases/${release}`)).toContain(because);
  });

  it('says which projects start after the cut, where that is why nobody has a verdict', async () => {
    const late = (project: string, startedAt: string) => ({ project, title: project, startedAt });
    const startLater = [late('rank', '2024-04-01T00:00:00.000Z'), late('sort', '2024-05-01T00:00:00.000Z')];
    expect(words(await showReport({ projects: [], startLater }))).toContain(
      'Every project of the train kubernetes starts after its cut on 2024-03-26, so nobody is judged: ' +
        'rank on 2024-04-01, sort on 2024-05-01. If the work began earlier, say so with startedAt in projects.yml.',
    );
  });

  it('says what is not known: a cut without a date, a release without a kind, a window without a beginning', async () => {
    const undated = { projects: [], state: 'scheduled', cutAt: undefined } as const;
    expect(await showReport(undated)).toContain('No date is planned for the cut.');
    expect(await showReport({ projects: [], state: 'scheduled' })).toContain(
      'Not cut yet. The cut is planned for',
    );
    expect(await showReport({ projects: [], kind: 'unknown', counts: false })).toContain(
      'Nobody has said what kind',
    );
    const open = words(
      await showReport({ window: { until: '2024-03-26T14:00:00.000Z' }, predecessor: undefined }),
    );
    expect(open).toContain('work merged up to the cut on 26 Mar 2024 14:00 UTC');
  });
});
