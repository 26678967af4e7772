import { describe, expect, test } from '@jest/globals';
import { by, knowing, roadmap } from './catalogs.ts';
import { stated, words } from './stating.ts';

describe('The plans of roadmaps', () => {
  const plan = { release: '5.2', feature: 'sort', exposure: 'on-by-default', isFromFiles: true } as const;
  const task = {
    task: 'Sort',
    project: 'rank',
    release: '5.2',
    feature: 'sort',
    exposure: 'on-by-default',
  } as const;
  const wanting = (...tasks: (typeof task | { task: string; project?: string; release?: string })[]) => ({
    roadmap: by({ search: roadmap({ roadmap: [...tasks] }) }),
  });
  const plans = (...all: Parameters<typeof stated>) =>
    stated(...all).filter(([type]) => /^Shipment/.test(String(type)));
  const planned = [
    'ShipmentPlanned',
    { project: 'rank', release: '5.2', feature: 'sort', exposure: 'on-by-default' },
  ];

  test('are stated tasks that have a project and a release, and of no others', () => {
    const tasks = wanting(
      task,
      { task: 'No release', project: 'rank' },
      { task: 'No project', release: '5.2' },
    );
    expect(plans(knowing(), tasks)).toEqual([planned]);
    expect(plans(knowing({ plans: by({ rank: [plan] }) }), tasks)).toEqual([]);
  });

  test('are stated again when their exposure differs', () => {
    const off = knowing({ plans: by({ rank: [{ ...plan, exposure: 'off-by-default' as const }] }) });
    expect(plans(off, wanting(task))).toEqual([planned]);
    expect(words(off, wanting(task))).toContain(
      'project rank: plans to ship sort in 5.2, off-by-default -> on-by-default',
    );
  });

  test('are taken back when no roadmap names them and files stated them', () => {
    const knows = knowing({ plans: by({ rank: [plan] }) });
    const fields = { project: 'rank', release: '5.2', feature: 'sort', reason: 'no longer in a roadmap' };
    expect(plans(knows, wanting())).toEqual([['ShipmentUnplanned', fields]]);
    expect(plans(knows, {})).toEqual([]);
    expect(plans(knowing({ plans: by({ rank: [{ ...plan, isFromFiles: false }] }) }), wanting())).toEqual([]);
  });

  test('are kept when another team names them', () => {
    const roadmaps = by({ search: roadmap({}), graph: roadmap({ roadmap: [task] }) });
    expect(plans(knowing({ plans: by({ rank: [plan] }) }), { roadmap: roadmaps })).toEqual([]);
  });

  test.each([[['search', 'graph']], [['graph', 'search']]])(
    'are meant with the better exposure when two teams plan the same: %j',
    (teams) => {
      const off = roadmap({ roadmap: [{ ...task, exposure: 'off-by-default' }] });
      const tasks = { search: roadmap({ roadmap: [task] }), graph: off };
      const ordered = new Map(teams.map((name) => [name, name === 'search' ? tasks.search : tasks.graph]));
      expect(plans(knowing(), { roadmap: ordered })).toEqual([planned]);
    },
  );
});
