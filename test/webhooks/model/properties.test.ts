import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { answerCommands, featuresAsked } from '../../../functions/webhooks/ingest/comment-commands.ts';
import { attribute } from '../../../functions/webhooks/model/attribute.ts';
import type { Attribution } from '../../../functions/webhooks/model/attribution.ts';
import { context } from './answers.ts';
import { anyCommanded, anyEvent, anyMerged, anyOrigin } from './any-event.ts';
import { commanded, factsOf, merged, originOf, understood } from './events.ts';

const idsOf = (answer: Attribution) => factsOf(answer).map(({ detail }) => detail.id);

describe('Whatever happened wherever', () => {
  test('comes to one answer, always the same, and its facts are understood', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(anyEvent, anyOrigin, (happened, place) => {
        const answer = attribute(happened, place);
        kinds.add(answer.kind);
        expect(attribute(structuredClone(happened), structuredClone(place))).toEqual(answer);
        const ids = idsOf(answer);
        expect(new Set(ids).size).toBe(ids.length);
        if (answer.kind === 'facts') expect(answer.to.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
    expect([...kinds].sort()).toEqual(['facts', 'ignored', 'refused', 'unattributed']);
  });

  test('says in YAML what to add where nobody knows whose it is', () => {
    fc.assert(
      fc.property(anyEvent, anyOrigin, (happened, place) => {
        const answer = attribute(happened, place);
        if (answer.kind !== 'unattributed') return;
        expect(Object.keys(parse(answer.solution))).toEqual([place.origin]);
        expect(answer.because.length).toBeLessThan(400);
      }),
    );
  });

  test('has the same ids in whatever order its labels are', () => {
    fc.assert(
      fc.property(anyMerged, anyOrigin, (happened, place) => {
        const turned = { ...happened, labels: happened.labels.toReversed() };
        expect(attribute(turned, place)).toEqual(attribute(happened, place));
      }),
    );
  });

  test('has another id for another project', () => {
    const name = fc.constantFrom(
      'a',
      'a:b',
      'a%3Ab',
      'b',
      'x'.repeat(250),
      'x'.repeat(251),
      '__proto__',
      '#|',
    );
    fc.assert(
      fc.property(name, name, (one, other) => {
        fc.pre(one !== other);
        const [first] = idsOf(attribute(merged(), originOf({ project: one })));
        const [second] = idsOf(attribute(merged(), originOf({ project: other })));
        expect(first).not.toBe(second);
      }),
    );
  });
});

test('Ids of a project and a feature never run together', () => {
  const labels = ['project/p', 'project/p:f', 'feature/f', 'feature/f:f'];
  expect(new Set(idsOf(attribute(merged({ labels }), originOf({})))).size).toBe(4);
});

test('Ids of names in two encodings are one id', () => {
  const labels = ['project/e\u0301', 'project/\u00e9'];
  expect(idsOf(attribute(merged({ labels }), originOf({})))).toHaveLength(1);
});

test('Any commands are answered, each line once, and their facts are understood', () => {
  fc.assert(
    fc.property(anyCommanded, anyOrigin, (wanted, place) => {
      const around = { ...context, ...place };
      const answers = answerCommands({ ...wanted, actor: 'github:ada' }, around);
      expect(answers).toHaveLength(wanted.lines.length);
      expect(answerCommands({ ...wanted, actor: 'github:ada' }, around)).toEqual(answers);
      understood(answers.flatMap(({ facts }) => facts));
      for (const { outcome, facts, reply } of answers) {
        expect(facts).toHaveLength(outcome === 'done' ? 1 : 0);
        expect(reply).not.toBe('');
      }
      featuresAsked(wanted, place);
    }),
    { numRuns: 500 },
  );
});

test('A megabyte of anything is attributed without an error', () => {
  const rules = Array.from({ length: 1000 }, (_, at) => ({ when: { milestone: `${at}` }, project: 'rank' }));
  const place = originOf({ project: 'own', train: 'server', rules });
  for (const piece of ['a', '(', '.', '1.', '/', ' ', 'feat(a)', '\u0301']) {
    const long = piece.repeat(1_000_000 / piece.length);
    attribute(merged({ title: long, labels: [long, `project/${long}`, 'ship'], milestone: long }), place);
    attribute({ kind: 'tagged', id: 'a', at: '2024-01-01T00:00:00Z', tag: long }, place);
    attribute({ kind: 'flag-turned', id: 'a', at: '2024-01-01T00:00:00Z', flag: long, isOn: true }, place);
    answerCommands(commanded([`/ship ${long}`, `/star ${long}`, long], { title: long, milestone: long }), {
      ...context,
      ...place,
    });
  }
});
