import { describe, expect, it } from '@jest/globals';
import { createWeb } from '../../functions/site/web/app.ts';
import type { ReleaseReport } from '../../functions/verdicts/model/report.ts';
import { change, project } from './fixture/project.ts';
import { fixtureReads, judgedReport } from './fixture/releases.ts';
import { ask } from './fixture/request.ts';

const showReport = async (over: Partial<ReleaseReport>) => {
  const report = { ...judgedReport, ...over };
  return (await ask(createWeb(fixtureReads({ release: async () => report })), '/releases/any')).body;
};

describe('hostile words', () => {
  const script = '<script>alert(1)</script>';

  it('are shown as text', async () => {
    const hostile = project({
      project: script,
      title: `"><img src=x onerror=alert(1)>${script}`,
      team: script,
      because: script,
    });
    const page = await showReport({ train: script, version: script, projects: [hostile] });
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('&lt;script>alert(1)');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not an address'])(
    '%s never becomes a link',
    async (url) => {
      const page = await showReport({
        projects: [project({ project: 'p', evidence: [change('1', 'A change', { url })] })],
      });
      expect(page).toContain('<span>A change</span>');
      expect(page).not.toContain(url);
    },
  );
});
