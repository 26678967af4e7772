import { describe, expect, it } from '@jest/globals';
import type { ProjectReport } from '../../../functions/verdicts/model/report.ts';
import { asText } from '../../../lib/command/verdicts/outcome.ts';

const project = (more: Partial<ProjectReport>): ProjectReport => ({
  project: 'rank',
  title: 'Rank',
  team: 'search',
  verdict: 'exempt',
  streak: 0,
  because: 'exempt: a rewrite',
  evidence: [],
  evidenceOmitted: 0,
  timing: { changes: 0 },
  ...more,
});
const textOf = (report: ProjectReport, names: ReadonlyMap<string, string> = new Map()) => {
  const release = { release: '5.3', train: 'server', kind: 'minor', counts: true, state: 'cut' } as const;
  const releases = [{ ...release, projects: [report] }];
  return asText({ events: 0, quarantined: [], unregistered: [], unscheduled: [], releases }, names).split(
    '\n',
  )[1];
};
const granted = (approver: string) => ({
  evidence: [
    {
      kind: 'exemption' as const,
      event: 'leave',
      at: '2024-03-05T00:00:00.000Z',
      counts: false,
      because: '',
      approver,
    },
  ],
});

describe('A verdict in the terminal', () => {
  it('stands out where a project shipped nothing, with its streak', () => {
    const silent = project({ verdict: 'shipped-nothing', streak: 3, because: 'no change in the window' });
    expect(textOf(silent)).toBe('  rank  SHIPPED NOTHING (3 in a row): no change in the window');
  });

  it('names the person who granted an exemption, where the catalog knows the name', () => {
    const exempt = project(granted('person:paula'));
    expect(textOf(exempt, new Map([['person:paula', 'Paula Prentiss']]))).toBe(
      '  rank  exempt: a rewrite (granted by Paula Prentiss)',
    );
    expect(textOf(exempt)).toBe('  rank  exempt: a rewrite (granted by person:paula)');
  });

  it('does not repeat a team that the reason names', () => {
    expect(textOf(project(granted('team:leads')))).toBe('  rank  exempt: a rewrite');
  });
});
