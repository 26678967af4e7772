import { describe, expect, test } from '@jest/globals';
import { answerTo, told, unmappedContext } from './answers.ts';
import { originOf } from './occurrences.ts';

describe('/exempt', () => {
  test('lets a project ship nothing in the release of the milestone, approved by who says so', () => {
    const around = { milestone: '5.4' };
    expect(told('/exempt infrastructure only', around)).toMatchObject({
      project: 'own',
      release: 'server-5.4',
      reason: 'infrastructure only',
      approver: 'person:ada',
    });
    const { reply, to } = answerTo('/exempt infrastructure only', around);
    expect(reply).toBe('Project own need not ship in server-5.4, approved by Ada Ngo.');
    expect(to).toEqual(['project:own', 'release:server-5.4']);
  });

  test('takes the release that is named first before that of the milestone', () => {
    for (const name of ['5.5', 'v5.5.0', 'server-5.5'])
      expect(told(`/exempt ${name} holidays`, { milestone: '5.4' })).toMatchObject({
        release: 'server-5.5',
        reason: 'holidays',
      });
    const around = { releases: new Set(['winter']) };
    expect(told('/exempt winter holidays', {}, around)).toMatchObject({ release: 'winter' });
    expect(told('/exempt winter holidays', { milestone: '5.4' })).toMatchObject({
      reason: 'winter holidays',
    });
  });

  test('takes the project of a rule or label', () => {
    expect(told('/exempt 5.4 holidays', { labels: ['project/rank'] })).toMatchObject({ project: 'rank' });
    const rules = [{ when: { type: 'chore' }, project: 'chores' }];
    expect(
      told('/exempt 5.4 holidays', { title: 'chore: x' }, originOf({ train: 'server', rules })),
    ).toMatchObject({
      project: 'chores',
    });
  });

  test.each([
    ['/exempt', {}, /an exemption needs its reason: \/exempt \[release\] reason/],
    ['/exempt 5.4', { milestone: '5.4' }, /an exemption needs its reason/],
    ['/exempt holidays', {}, /no milestone that would say which release: name it first/],
    ['/exempt holidays', { milestone: 'Backlog' }, /the milestone "Backlog" is no release/],
    [
      '/exempt 5.4 x',
      { labels: ['project/a', 'project/b'] },
      /the projects "a" and "b", and an exemption is of one/,
    ],
    ['/exempt 5.4 x', { labels: ['project/'] }, /the label "project\/" is no id/],
  ])('%j is refused with the rule', (line, fields, words) => expect(told(line, fields)).toMatch(words));

  test('is refused where nobody knows the project, or the train', () => {
    expect(told('/exempt 5.4 x', {}, originOf({ train: 'server' }))).toMatch(/nobody knows which project/);
    expect(told('/exempt holidays', { milestone: '5.4' }, originOf({}))).toMatch(/is on no train/);
    const releases = new Set(['server-5.4']);
    expect(told('/exempt server-5.4 x', {}, { ...unmappedContext, releases })).toMatch(/which project/);
  });
});
