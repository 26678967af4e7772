import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileCheck, evaluate, type Rule } from '../../../functions/grades/model/check-rule.ts';
import type { FactValue } from '../../../functions/grades/model/statements.ts';

function ruleOf(text: string): Rule {
  const compiled = compileCheck(text);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.rule;
}

/** A rule as a tree: what a tiny evaluator of three-valued logic can read. */
type Tree =
  | string
  | { readonly not: Tree }
  | { readonly sign: '&&' | '||'; readonly of: readonly [Tree, Tree] };
type Truth = true | false | 'unknown';

const NAMES = ['a', 'b', 'c'];
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...NAMES),
    tie('tree').map((not) => ({ not })),
    fc.record({
      sign: fc.constantFrom('&&' as const, '||' as const),
      of: fc.tuple(tie('tree'), tie('tree')),
    }),
  ),
}));

function write(rule: Tree): string {
  if (typeof rule === 'string') return `facts.${rule}`;
  if ('not' in rule) return `!(${write(rule.not)})`;
  return `(${rule.of.map(write).join(` ${rule.sign} `)})`;
}

/** Kleene: what decides alone decides; otherwise what is unknown stays so. */
function kleene(rule: Tree, truths: ReadonlyMap<string, boolean>): Truth {
  if (typeof rule === 'string') return truths.get(rule) ?? 'unknown';
  if ('not' in rule) {
    const inner = kleene(rule.not, truths);
    return inner === 'unknown' ? inner : !inner;
  }
  const decisive = rule.sign === '||';
  const both = rule.of.map((part) => kleene(part, truths));
  if (both.includes(decisive)) return decisive;
  return both.includes('unknown') ? 'unknown' : !decisive;
}

const truths = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), fc.boolean()))
  .map((pairs): ReadonlyMap<string, boolean> => new Map(pairs));

describe('Unknown facts', () => {
  test("make rules three-valued, as Kleene's logic has it", () => {
    fc.assert(
      fc.property(tree, truths, (rule, known) => {
        expect(evaluate(ruleOf(write(rule)), known).answer).toBe(kleene(rule, known));
      }),
      { numRuns: 1000 },
    );
  });

  test('that become known never turn a yes into a no, or a no into a yes', () => {
    const value = fc.constantFrom<FactValue[]>(true, false, 0, 80.5, 'yes');
    const pairs = fc.array(fc.tuple(fc.constantFrom(...NAMES), value));
    const leaf = fc.constantFrom(
      'facts.a',
      'facts.b > 1',
      'facts.c == "yes"',
      'facts.a != facts.b',
      'facts.b + 1 > 2',
      'facts.a in [true, false]',
      '(facts.a ? facts.b > 1 : facts.c == 80.5)',
      'facts.c.contains("y")',
    );
    const rule = fc
      .tuple(leaf, fc.constantFrom('&&', '||', '==', '!='), leaf)
      .map(([a, sign, b]) => `(${a}) ${sign} !(${b})`);
    fc.assert(
      fc.property(rule, pairs, pairs, (text, some, more) => {
        const known = new Map(some);
        const before = evaluate(ruleOf(text), known).answer;
        const after = evaluate(ruleOf(text), new Map([...more, ...known])).answer;
        if (before !== 'unknown') expect(after).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });
});
