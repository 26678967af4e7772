import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { sourceRecord } from '../../../functions/catalog/model/import/records.ts';
import { attribute } from '../../../functions/webhooks/model/attribute.ts';
import { becauseOf, merged, originOf, PLACE, toOf, unmapped } from './events.ts';

describe('Nobody knows whose a change is: ', () => {
  const solved = (change = merged(), place = originOf({})) => {
    const answer = attribute(change, place);
    expect(answer.kind).toBe('unattributed');
    const { because, solution } = {
      because: becauseOf(answer),
      ...(answer.kind === 'unattributed' ? answer : { solution: '' }),
    };
    const { [PLACE]: record }: Record<string, unknown> = parse(solution);
    // What is to be added is an entry of sources.yml that the catalog takes.
    expect(sourceRecord.safeParse(record).error).toBeUndefined();
    return `${because}: ${JSON.stringify(record)}`;
  };

  test('the place is not mapped, which comes before whether it ships', () => {
    expect(solved(merged({ title: 'fix: x' }), unmapped)).toBe(
      'the catalog has no source of this name: {"project":"<project>"}',
    );
  });

  test('no project is named', () => {
    expect(solved(merged({ labels: ['feature/sort'] }))).toBe(
      'no rule fits the change, no label names a project, and its source has none of its own: {"project":"<project>"}',
    );
  });

  test('a label is mistyped', () => {
    const rules = [{ when: { label: 'team/search' }, project: 'rank' }];
    expect(becauseOf(attribute(merged({ labels: ['big', 'Team/serach'] }), originOf({ rules })))).toMatch(
      /none of its own; its label "Team\/serach" is nearly "team\/search" of a rule$/,
    );
    expect(becauseOf(attribute(merged({ labels: ['big'] }), originOf({ rules })))).toMatch(
      /none of its own$/,
    );
  });

  test.each(['project/', 'feature/ ', `flag/${'x'.repeat(257)}`, 'project/a\u0000b', 'feature/\ud800'])(
    'the label %j names nothing',
    (label) => {
      const answer = attribute(merged({ labels: [label] }), originOf({ project: 'rank' }));
      expect(answer.kind).toBe('unattributed');
      expect(becauseOf(answer)).toMatch(/^what follows \/ in the label ".*" is no id$/);
    },
  );

  test.each(['project/', 'project/a\u0000b', 'project/"\u202e\na'])(
    'a rule for the label %j, as it is proposed, makes up for it',
    (label) => {
      const because = solved(merged({ labels: [label] }));
      const answer = attribute(merged({ labels: [label] }), originOf({}));
      const { [PLACE]: record } = parse(answer.kind === 'unattributed' ? answer.solution : '');
      expect(because).toMatch(/"when":/);
      expect(toOf(merged({ labels: [label] }), originOf(record))).toEqual([
        'project:<project>',
        'feature:<feature>',
        'flag:<flag>',
      ]);
    },
  );

  test('two feature flags are named, and a change is behind one', () => {
    expect(solved(merged({ labels: ['flag/b', 'flag/a', 'project/x'] }))).toMatch(
      /^labels name the feature flags "a" and "b", and work is behind one of them/,
    );
    expect(toOf(merged({ labels: ['flag/a', 'FLAG/a', 'project/x'] }), originOf({}))).toEqual([
      'project:x',
      'flag:a',
    ]);
  });

  test('more is named than anyone means', () => {
    const named = (kind: string, many: number) => Array.from({ length: many }, (_, at) => `${kind}/${at}`);
    expect(solved(merged({ labels: [...named('project', 7), ...named('feature', 3)] }))).toMatch(
      /^labels name 7 projects and 3 features/,
    );
    expect(toOf(merged({ labels: named('project', 20) }), originOf({}))).toHaveLength(20);
  });
});

test('A place that no source can be called is refused', () => {
  for (const place of ['', 'x'.repeat(257)])
    expect(attribute(merged(), { origin: place, record: undefined })).toMatchObject({ refusal: 'BAD_ID' });
});

test('A change that no mapping could make a fact of is refused', () => {
  const place = originOf({ project: 'rank' });
  expect(attribute(merged({ at: '1970-01-01T00:00:00Z' }), place)).toMatchObject({ refusal: 'BAD_TIME' });
  expect(attribute(merged({ url: 'javascript:alert(1)' }), place)).toMatchObject({ refusal: 'BAD_FIELD' });
  expect(toOf(merged({ title: '\u0000', labels: ['ship'] }), place)).toBe('refused');
});
