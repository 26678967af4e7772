import { describe, expect, test } from '@jest/globals';
import { answerTo, told } from './answers.ts';
import { originOf } from './events.ts';

describe('/ship', () => {
  test('declares that a feature shipped', () => {
    expect(told('/ship sort in 5.4')).toMatchObject({
      project: 'rank',
      feature: 'sort',
      release: 'server-5.4',
      exposure: 'on-by-default',
    });
    const { reply, to } = answerTo('/ship sort in 5.4');
    expect(reply).toBe('sort of project rank shipped in server-5.4, on by default.');
    expect(to).toEqual(['project:rank', 'feature:sort', 'release:server-5.4']);
  });

  test.each([
    ['/ship sort in v5.4.0 off', 'off-by-default'],
    ['/ship feature/sort in server-5.4 ON', 'on-by-default'],
    ['/ship feature:sort IN server-5.4', 'on-by-default'],
  ])('%j says so too, %s', (line, exposure) =>
    expect(told(line)).toMatchObject({ feature: 'sort', release: 'server-5.4', exposure }),
  );

  test('takes the feature of a rule or label, and the release of the milestone, where it does not say', () => {
    const around = { labels: ['feature/sort'], milestone: '5.4' };
    expect(told('/ship off', around)).toMatchObject({ feature: 'sort', exposure: 'off-by-default' });
    expect(told('/ship', around)).toMatchObject({ feature: 'sort', release: 'server-5.4' });
    expect(told('/ship find in 5.5', around)).toMatchObject({ feature: 'find', release: 'server-5.5' });
    const rules = [{ when: { scope: 'search' }, feature: 'find', project: 'ruled' }];
    const place = originOf({ train: 'server', rules });
    expect(told('/ship', { title: 'fix(search): x', milestone: '5.4' }, place)).toMatchObject({
      feature: 'find',
      project: 'ruled',
    });
  });

  test('takes the project of a rule or label, then that of the feature, then that of the source', () => {
    expect(told('/ship sort in 5.4', { labels: ['project/named'] })).toMatchObject({ project: 'named' });
    expect(told('/ship sort in 5.4')).toMatchObject({ project: 'rank' });
    expect(told('/ship find in 5.4')).toMatchObject({ project: 'own' });
  });

  test.each([
    ['/ship', {}, /no rule or label says which feature, so name it: \/ship /],
    [
      '/ship',
      { labels: ['feature/a', 'feature/b'] },
      /labels name the features "a" and "b", so name the one/,
    ],
    ['/ship', { labels: ['feature/'] }, /the label "feature\/" is no id/],
    ['/ship nothing in 5.4', {}, /no feature "nothing" is registered/],
    ['/ship noticed in 5.4', {}, /no feature "noticed" is registered/],
    ['/ship old in 5.4', {}, /old was retired/],
    ['/ship order in 5.4', {}, /order is called sort now: say it of sort/],
    ['/ship new-sort in 5.4', {}, /behind the feature flag sorting: say whether it is on or off/],
    ['/ship sort', {}, /no milestone that would say which release: name it/],
    ['/ship sort', { milestone: 'Backlog' }, /the milestone "Backlog" is no release: name it/],
    ['/ship sort in sometime', {}, /there is no release "sometime"/],
    [
      '/ship sort in 5.4',
      { labels: ['project/a', 'project/b'] },
      /the projects "a" and "b", and a feature ships in one/,
    ],
    ['/ship sort order', {}, /that is written \/ship /],
    ['/ship sort in', {}, /that is written/],
    ['/ship sort in 5.4 5.5', {}, /that is written/],
    ['/ship sort maybe', {}, /that is written/],
  ])('%j is refused with the rule', (line, fields, words) => expect(told(line, fields)).toMatch(words));

  test('is refused where nobody knows the project, or the train', () => {
    expect(told('/ship find in 5.4', {}, originOf({ train: 'server' }))).toMatch(
      /the project of find is not known/,
    );
    expect(told('/ship sort', { milestone: '5.4' }, originOf({}))).toMatch(/is on no train/);
    expect(told('/ship sort in 5.4', {}, originOf({}))).toMatch(/there is no release "5.4"/);
  });

  test('of a feature with a feature flag says whether it is on', () => {
    expect(told('/ship new-sort in 5.4 on')).toMatchObject({ exposure: 'on-by-default' });
    expect(told('/ship new-sort in 5.4 off')).toMatchObject({ exposure: 'off-by-default' });
  });
});

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
    expect(reply).toBe('Project own need not ship in server-5.4: you approved the exemption.');
    expect(to).toEqual(['project:own', 'release:server-5.4']);
  });

  test('takes the release that is named first before that of the milestone', () => {
    for (const name of ['5.5', 'v5.5.0', 'server-5.5'])
      expect(told(`/exempt ${name} holidays`, { milestone: '5.4' })).toMatchObject({
        release: 'server-5.5',
        reason: 'holidays',
      });
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
    expect(told('/exempt 5.4 x', {}, originOf({ train: 'server' }))).toMatch(/no project is known for this/);
    expect(told('/exempt holidays', { milestone: '5.4' }, originOf({}))).toMatch(/is on no train/);
  });
});
