import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Answer,
  compileCheck,
  evaluate,
  type Rule,
} from '../../../functions/grades/model/check-rule.ts';
import type { FactValue } from '../../../functions/grades/model/statements.ts';

function ruleOf(text: string): Rule {
  const compiled = compileCheck(text);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.rule;
}
const ask = (text: string, facts: readonly (readonly [string, FactValue])[] = []): Answer =>
  evaluate(ruleOf(text), new Map(facts));
const refusal = (text: string): string => {
  const compiled = compileCheck(text);
  return compiled.ok ? 'is no refusal' : compiled.message;
};

const facts = [
  ['coverage', 85],
  ['test-coverage', 80.5],
  ['tier', 'gold'],
  ['audited', true],
  ['__proto__', 3],
  ['constructor', 4],
] as const;

describe('A rule', () => {
  test.each([
    ['facts.coverage >= 80.5', true],
    ['facts.coverage >= 85', true],
    ['facts.coverage > 85', false],
    ['facts["test-coverage"] < 81', true],
    ['facts.coverage == 85', true],
    ['facts.coverage in [84, 85]', true],
    ['facts.coverage + 1 > 85.5 && 2 * facts.coverage - 1 == 169', true],
    ['facts.audited', true],
    ['!facts.audited', false],
    ['facts.tier == "gold" && facts.tier.startsWith("go") && size(facts.tier) == 4', true],
    ['facts.tier in ["silver", "bronze"]', false],
    ['facts.audited ? facts.coverage > 1 : facts.nothing', true],
    ['facts.__proto__ == 3 && facts["__proto__"] == 3 && facts.constructor == 4', true],
  ])('%s is %p', (text, answer) => expect(ask(text, facts)).toEqual({ answer }));

  test('names the facts that it goes by', () => {
    expect(ruleOf('facts.b > 1 || facts["a b"] == "x" || facts.b < 0').keys).toEqual(['b', 'a b']);
    expect(ruleOf('facts.a.contains(facts.b) && size(facts.c) > 1').keys).toEqual(['a', 'b', 'c']);
  });

  test('is unknown where a fact is, and names it', () => {
    expect(ask('facts.coverage > 1 && facts.open == 0', facts)).toEqual({
      answer: 'unknown',
      unknown: ['open'],
      because: 'nobody has recorded open',
    });
  });

  test('does not find what every object has', () => {
    for (const key of ['toString', '__proto__', 'constructor', 'hasOwnProperty']) {
      expect(ask(`facts["${key}"] == 1`)).toMatchObject({ answer: 'unknown', unknown: [key] });
    }
  });

  test('is unknown, not no, where what was recorded is of another kind', () => {
    const { answer } = ask('facts.tier > 3', facts);
    expect(answer).toBe('unknown');
    expect(ask('facts.coverage', facts)).toMatchObject({
      answer: 'unknown',
      because: expect.stringMatching(/85/),
    });
  });
});

describe('A rule is refused', () => {
  test.each([
    ['facts.coverage >=', /^column 18: the rule ends too early/],
    ['facts."test-coverage" > 1', /^column 7: /],
    ['facts.test-coverage > 1', /^column 12: coverage is not known.*facts\["test-coverage"\]/],
    ['facts.tier.contains(other)', /^column 21: other is not known/],
    ['true &&\n  open > 1', /^line 2, column 3: open is not known/],
    ['facts.name.matches("(a+)+$")', /matches\(\) cannot be used: a pattern can take forever/],
    ['has(facts.coverage)', /has\(\) cannot be used: it turns an unknown fact into a no/],
    ['[1, 2].all(x, x > 0)', /all\(\) cannot be used/],
    ['[1, 2].exists(x, [1, 2].exists(y, x > y))', /exists\(\) cannot be used/],
    ['cel.bind(x, 1, x > 0)', /bind\(\) cannot be used/],
    ['timestamp("2024-01-01T00:00:00Z") == timestamp(facts.day)', /timestamp\(\) cannot be used/],
    ['facts == {}', /facts is not a value/],
    ['"coverage" in facts', /facts is not a value/],
    ['size(facts) > 1', /facts is not a value/],
    ['facts[facts.key] == 1', /only facts have fields/],
    ['facts.a.b == 1', /only facts have fields/],
    ['facts.a == null', /null cannot be used: a fact that is null is unknown/],
    ['facts.failed / facts.tests < 0.1', /\/ cannot be used, because nothing can be divided by zero/],
    ['facts.a % 2 == 0', /% cannot be used/],
    ['{"a": 1} == {"a": 1}', /cannot be used/],
    ['1 + 1', /a rule answers true or false, this one gives a value of type int/],
    ['true ? "a" : "b"', /type string/],
    ['1 > "3"', /no such overload/],
    ['', /ends too early/],
  ])('for %j', (text, message) => expect(refusal(text)).toMatch(message));

  test('for its size, before anything looks into it', () => {
    expect(refusal('x'.repeat(10_000))).toMatch(/at most 4000 characters, this one has 10000/);
    expect(refusal('['.repeat(3000))).toMatch(/larger than a rule may be/);
    expect(refusal(`${'!'.repeat(3000)}true`)).toMatch(/larger than a rule may be/);
    expect(refusal(Array(500).fill('true').join('&&'))).toMatch(/larger than a rule may be/);
  });

  test('or understood, whatever its text is, and never breaks anything', () => {
    const words = [
      'facts',
      '.',
      'a',
      '["b"]',
      '(',
      ')',
      '&&',
      '||',
      '!',
      '>',
      '==',
      '1',
      '2.5',
      '"x"',
      'null',
      '?',
      ':',
      'size',
      '[',
      ']',
      '{',
      ',',
    ];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const compiled = compileCheck(any);
        if (compiled.ok)
          expect([true, false, 'unknown']).toContain(evaluate(compiled.rule, new Map([['a', 1]])).answer);
        else expect(compiled.message).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test('the same way each time it is asked, and so are rules that were pushed out by others', () => {
    const first = compileCheck('facts.first > 1');
    expect(compileCheck('facts.first > 1')).toBe(first);
    for (let at = 0; at < 600; at++) compileCheck(`facts.other > ${at}`);
    expect(compileCheck('facts.first > 1')).toMatchObject({ ok: true, rule: { keys: ['first'] } });
  });
});
