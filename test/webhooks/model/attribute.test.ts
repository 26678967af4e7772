import { describe, expect, test } from '@jest/globals';
import { attribute } from '../../../functions/webhooks/model/attribute.ts';
import { on } from '../../support/ledger-facts.ts';
import { becauseOf, factsOf, merged, originOf, toOf } from './events.ts';

describe('A change that was merged', () => {
  test('is a fact of the project of its source', () => {
    const answer = attribute(merged(), originOf({ project: 'rank' }));
    expect(answer).toMatchObject({ kind: 'facts', to: ['project:rank'] });
    expect(factsOf(answer)).toEqual([
      {
        type: 'ChangeMerged',
        detail: {
          version: 1,
          id: 'github:1:pull:7:merged:rank',
          occurredAt: on('03-01T12:00'),
          actor: 'github:ada',
          project: 'rank',
          source: 'github:acme/app',
          title: 'sort results',
          url: 'https://example.com/pull/7',
        },
      },
    ]);
  });

  test('keeps its whole title where that is not conventional', () => {
    const change = merged({ title: 'Sort\nresults', labels: ['ship'] });
    expect(factsOf(attribute(change, originOf({ project: 'rank' })))).toMatchObject([
      { detail: { title: 'Sort results' } },
    ]);
  });

  test('names no release, whatever milestone it has', () => {
    const change = merged({ milestone: '5.4' });
    const [fact] = factsOf(attribute(change, originOf({ project: 'rank', train: 'server' })));
    expect(fact?.detail).not.toHaveProperty('release');
  });

  test('goes to the first rule of which all conditions hold', () => {
    const place = originOf({
      project: 'rest',
      rules: [
        { when: { label: 'search', scope: 'ui', type: 'feat', milestone: '5.4' }, project: 'all' },
        { when: { label: 'search', scope: 'ui' }, project: 'both' },
        { when: { label: 'search' }, project: 'label', feature: 'sort', flag: 'new-sort' },
        { when: { scope: 'ui' }, project: 'scope' },
        { when: { milestone: '5.4' }, project: 'milestone' },
        { when: { type: 'feat' }, project: 'type' },
      ],
    });
    const to = (title: string, labels: string[], milestone?: string) =>
      toOf(merged({ title, labels: ['ship', ...labels], milestone }), place);
    expect(to('feat(ui): x', ['search'], '5.4')).toEqual(['project:all']);
    expect(to('feat(ui): x', ['search'], '5.5')).toEqual(['project:both']);
    expect(to('fix(ui): x', ['search'], '5.4')).toEqual(['project:both']);
    expect(to('x', ['Search '])).toEqual(['project:label', 'feature:sort', 'flag:new-sort']);
    expect(to('Feat(UI): x', [])).toEqual(['project:scope']);
    expect(to('x', [], '5.4')).toEqual(['project:milestone']);
    expect(to('feat: x', ['searching'])).toEqual(['project:type']);
    expect(to('x', [])).toEqual(['project:rest']);
  });

  test('fits no rule about the key of a feature flag, which a change does not have', () => {
    const rules = [{ when: { scope: 'search', flag: 'sort' }, project: 'flags' }];
    const place = originOf({ project: 'rank', rules });
    expect(toOf(merged(), place)).toEqual(['project:rank']);
  });

  test('goes by its labels where the rule that fits does not say, and by them before its source', () => {
    const labels = ['flag/new-sort', 'Feature/sort', 'project/ rank'];
    expect(toOf(merged({ labels }), originOf({ project: 'rest' }))).toEqual([
      'project:rank',
      'feature:sort',
      'flag:new-sort',
    ]);
    const rules = [{ when: { scope: 'search' }, feature: 'find' }];
    expect(toOf(merged({ labels }), originOf({ project: 'rest', rules }))).toEqual([
      'project:rank',
      'feature:find',
      'flag:new-sort',
    ]);
  });

  test('of two projects and two features is a fact of each, with an id of its own', () => {
    const labels = ['project/b', 'project/a', 'feature/y', 'feature/x', 'project/a'];
    const answer = attribute(merged({ labels }), originOf({}));
    expect(answer).toMatchObject({ to: ['project:a', 'project:b', 'feature:x', 'feature:y'] });
    const told = factsOf(answer).map(({ detail }) => detail);
    expect(told.map(({ id }) => id.replace('github:1:pull:7:merged:', ''))).toEqual([
      'a:x',
      'a:y',
      'b:x',
      'b:y',
    ]);
    const [one] = factsOf(attribute(merged({ labels: ['project/a', 'feature/x'] }), originOf({})));
    expect(one).toMatchObject({ detail: { id: 'github:1:pull:7:merged:a', feature: 'x' } });
  });
});

describe('A change ships', () => {
  const ships = (record: Parameters<typeof originOf>[0], title: string, ...labels: string[]) =>
    toOf(merged({ title, labels }), originOf({ project: 'rank', ...record })) !== 'ignored';

  test('as a feat commit or with the label ship, where its source does not say', () => {
    for (const record of [{}, { ships: null }, { ships: {} }, { ships: { types: null } }]) {
      expect(ships(record, 'feat: x')).toBe(true);
      expect(ships(record, 'FEAT(a)!: x')).toBe(true);
      expect(ships(record, 'x', 'Ship')).toBe(true);
      expect(ships(record, 'fix: x', 'ship')).toBe(true);
      expect(ships(record, 'fix: x', 'shipping')).toBe(false);
      expect(ships(record, 'feature: x')).toBe(false);
      expect(ships(record, 'x')).toBe(false);
    }
  });

  test('as its source says, and then by nothing else', () => {
    const record = { ships: { types: ['Perf'] } };
    expect(ships(record, 'perf: x')).toBe(true);
    expect(ships(record, 'feat: x', 'ship')).toBe(false);
    expect(ships({ ships: { labels: ['kind/feature'] } }, 'feat: x')).toBe(false);
    expect(ships({ ships: { labels: ['kind/feature'] } }, 'x', 'kind/feature')).toBe(true);
    expect(ships({ ships: { types: [], labels: [] } }, 'feat: x', 'ship')).toBe(false);
    expect(ships({ ships: { types: ['*'] } }, 'Change file')).toBe(true);
    expect(ships({ ships: { types: ['*'] } }, 'chore: x')).toBe(true);
  });

  test('or else is ignored, with the reason', () => {
    expect(becauseOf(attribute(merged({ title: 'fix: x' }), originOf({})))).toBe(
      'it has the type "fix", and feature work there has the type "feat" or the label "ship"',
    );
    const place = originOf({ ships: { types: [] } });
    expect(becauseOf(attribute(merged({ title: 'x' }), place))).toBe(
      'it has a title without a type, and no change counts as feature work there',
    );
  });
});

test('Whoever did it is left out where they are no reference', () => {
  const [fact] = factsOf(attribute(merged({ actor: 'Ada Ngo' }), originOf({ project: 'rank' })));
  expect(fact?.detail).not.toHaveProperty('actor');
});

describe('What is merged into another branch than the default one', () => {
  const place = originOf({ project: 'rank', train: 'server', releases: { branches: 'release/{version}' } });

  test('is in the release of that branch, once, and its id is that of any change', () => {
    const [fact, ...others] = factsOf(attribute(merged({ branch: 'release/2026.10' }), place));
    const [standard] = factsOf(attribute(merged(), place));
    expect(fact?.detail).toMatchObject({
      project: 'rank',
      release: 'server-2026.10',
      id: standard?.detail.id,
    });
    expect(standard?.detail).not.toHaveProperty('release', 'server-2026.10');
    expect(others).toEqual([]);
  });

  test('is in none where it is not the branch of a release, or its source names none', () => {
    expect(becauseOf(attribute(merged({ branch: 'next' }), place))).toBe(
      'it was merged into the branch "next", which is no release, as "release/1.2.3" is one there',
    );
    expect(becauseOf(attribute(merged({ branch: 'release/1.0' }), originOf({ project: 'rank' })))).toMatch(
      /releases\.branches says which branches are releases$/,
    );
  });

  test('waits where its source is on no train', () => {
    const apart = originOf({ project: 'rank', releases: { branches: 'release/{version}' } });
    expect(attribute(merged({ branch: 'release/1.0' }), apart)).toMatchObject({ kind: 'unattributed' });
  });
});
