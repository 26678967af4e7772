import { describe, expect, test } from '@jest/globals';
import { publicView } from '../../../events/visibility.ts';
import { type ReleaseReport, releaseReport } from '../../../functions/verdicts/model/report.ts';

const report: ReleaseReport = {
  release: '5.3',
  train: 'server',
  kind: 'minor',
  counts: true,
  state: 'cut',
  projects: [
    {
      project: 'rank',
      title: 'Rank',
      team: 'search',
      verdict: 'exempt',
      streak: 0,
      because: 'exempt: a rewrite',
      evidence: [
        {
          kind: 'exemption',
          event: 'leave',
          at: '2024-03-05T00:00:00.000Z',
          counts: false,
          because: 'exempt: a rewrite',
          approver: 'person:paula',
        },
      ],
      evidenceOmitted: 0,
      timing: { changes: 0 },
    },
  ],
};

describe('The report of a release for everybody', () => {
  test('keeps that a project is exempt, and says neither why nor who granted it', () => {
    const { projects } = publicView(releaseReport(), report);
    expect(projects[0]?.evidence[0]).toMatchObject({ event: 'leave', because: 'exempt' });
    expect(projects[0]).toMatchObject({ because: 'exempt', streak: 0 });
    expect(JSON.stringify(projects)).not.toMatch(/paula|rewrite/);
  });
});
