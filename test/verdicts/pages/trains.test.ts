import { beforeAll, describe, expect, it } from '@jest/globals';
import { newTable } from '../../support/calls.ts';
import { fact, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { type Asker, askerOf, webOn, worldTable } from './asking.ts';
import { NOW } from './world.ts';

let world: Asker;
beforeAll(async () => {
  world = askerOf(webOn(await worldTable()));
});

describe('The trains', () => {
  it('are listed with their last and their next release', async () => {
    expect(await world.show('/trains')).toMatch(
      /2 trains: .* kubernetes 1\.30 , cut 26 Mar 2024 2 of 4 projects 1\.31 , cut planned for 6 Aug 2024 , in 20 days/,
    );
  });

  it('say what brings the first one, when there is none', async () => {
    expect(await askerOf(webOn(newTable())).show('/trains')).toContain('No train is known yet.');
  });
});

describe('The calendar of a train', () => {
  it('says first how the last release went and when the next is cut', async () => {
    expect(await world.show('/trains/kubernetes')).toContain(
      '2 of 4 projects shipped in 1.30; the cut of 1.31 is planned in 20 days.',
    );
  });

  it('has all milestones in a table, by date, with the days of each cycle and of which zone they are', async () => {
    const page = await world.show('/trains/kubernetes');
    expect(page).toContain('Days are those of UTC');
    expect(page).toMatch(
      /1\.31 minor Scheduled 13 May 2024 25 Jun 2024 24 Jul 2024 6 Aug 2024 – 133 cut in 20 days .*1\.30 minor Published 8 Jan 2024 16 Feb 2024 6 Mar 2024 26 Mar 2024 17 Apr 2024 126 /,
    );
    expect(await world.show('/trains/kubernetes?zone=Asia/Tokyo')).toContain('Days are those of Asia/Tokyo');
  });

  it('is drawn, and says in words what each row shows', async () => {
    const { body } = await world.get('/trains/kubernetes');
    expect(body).toContain(
      'aria-label="1.30: opens 8 Jan 2024, mid-cycle 16 Feb 2024, feature freeze 6 Mar 2024, cut 26 Mar 2024, published 17 Apr 2024"',
    );
    expect(body).not.toMatch(/ style=/);
  });

  it('says of a skipped release why, of a patch that it is not judged, and of a renamed one what it was', async () => {
    const page = await world.show('/trains/kubernetes');
    expect(page).toMatch(/retry minor Cancelled .*skipped: The build farm was down\./);
    expect(page).toMatch(/1\.30\.2 patch Published .*not judged/);
    const table = newTable();
    await pipelineOn(table, NOW).tell(
      scheduled('5.1', '2024-08-01'),
      fact('ReleaseRenamed', '2024-05-01', { release: '5.1', to: 'aurora' }),
      fact('ReleaseScheduled', '2024-05-02', {
        release: '6.0',
        train: 'server',
        kind: 'minor',
        branchCutAt: '2024-11-01T00:00:00.000Z',
      }),
      fact('ReleaseCancelled', '2024-05-03', { release: '6.0' }),
    );
    const renamed = await askerOf(webOn(table)).show('/trains/server');
    expect(renamed).toContain('renamed, it was 5.1');
    expect(renamed).toContain('skipped: cancelled, and nobody said why');
  });

  it('shows what waits for a plan, and why', async () => {
    const table = newTable();
    const tagged = {
      release: 'server-9.0',
      train: 'server',
      releaseVersion: '9.0',
      provisional: true as const,
    };
    await pipelineOn(table, NOW).tell(
      scheduled('5.1', '2024-08-01'),
      fact('ReleaseScheduled', '2024-05-01', tagged),
    );
    expect(await askerOf(webOn(table)).show('/trains/server')).toMatch(
      /Waiting for a plan 1 .*9\.0 A tag or a release tells of 9\.0/,
    );
  });

  it('invites to plan the first release of a train on which a project only started', async () => {
    const table = newTable();
    await pipelineOn(table, NOW).tell(started('rank'));
    const asker = askerOf(webOn(table));
    expect(await asker.show('/trains/server')).toContain('Plan one in releases.yml');
    expect((await asker.get('/trains/servers')).statusCode).toBe(404);
  });
});
