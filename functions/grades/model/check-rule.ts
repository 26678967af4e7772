/**
 * Rules over recorded facts, in CEL (https://cel.dev): `facts.coverage >= 0.8 && facts["open-findings"] == 0`. CEL always ends,
 * because it has neither loops nor recursion, and a missing fact is an error in it that `&&` and `||` absorb where the other
 * side decides: so unknown stays unknown. (JSONata is Turing-complete, and in it a missing value is silently false.)
 */
import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { syntaxOf } from './check-syntax.ts';
import type { FactValue } from './statements.ts';

const MAX_LENGTH = 4000;
const limits = { maxAstNodes: 400, maxDepth: 40, maxListElements: 200, maxCallArguments: 4 };

/** Recorded numbers are doubles; these let rules say `facts.open + 1` rather than `1.0`. */
const calculations: readonly [string, (a: number, b: number) => number][] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
];

const environment = calculations.reduce(
  (made, [sign, calculate]) =>
    made
      .registerOperator(`double ${sign} int: double`, (a, b) => calculate(Number(a), Number(b)))
      .registerOperator(`int ${sign} double: double`, (a, b) => calculate(Number(a), Number(b))),
  new Environment({ limits }).registerVariable('facts', 'map<string, dyn>'),
);

/** A compiled rule. */
export interface Rule {
  readonly text: string;
  /** The facts that it names. */
  readonly keys: readonly string[];
  readonly run: (facts: ReadonlyMap<string, FactValue>) => unknown;
}

export type Compiled =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly message: string };

const refuse = (text: string, message: string, at: number): Compiled => {
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const where = before.length > 1 ? `line ${before.length}, column ${column}` : `column ${column}`;
  return { ok: false, message: `${where}: ${message}` };
};

interface CelError {
  readonly code: string;
  readonly summary: string;
  readonly range?: { readonly start: number } | undefined;
}

const isCelError = (error: unknown): error is CelError => error instanceof Error && 'summary' in error;

const TOO_LARGE = 'the rule is larger than a rule may be';

const wordsFor = ({ code, summary }: CelError): string => {
  if (code === 'limit_exceeded') return TOO_LARGE;
  return summary.endsWith('EOF') ? 'the rule ends too early' : summary;
};

/** Compiles a rule, or says what is wrong with it to the person who writes it. */
export function compile(text: string): Compiled {
  if (text.length > MAX_LENGTH) {
    return { ok: false, message: `a rule has at most ${MAX_LENGTH} characters, this one has ${text.length}` };
  }
  try {
    return accept(text, environment.parse(text));
  } catch (error) {
    // The parser is recursive: a rule of 4000 times ! overflows some stacks.
    if (error instanceof RangeError) return { ok: false, message: TOO_LARGE };
    if (isCelError(error)) return refuse(text, wordsFor(error), error.range?.start ?? 0);
    throw error;
  }
}

function accept(text: string, parsed: ParseResult): Compiled {
  const { keys, problem } = syntaxOf(parsed.ast);
  if (problem !== undefined) return refuse(text, problem.message, problem.at);
  const { valid, type, error } = parsed.check();
  if (!valid)
    return refuse(text, error?.summary ?? 'its types do not fit together', error?.range?.start ?? 0);
  if (type !== 'bool' && type !== 'dyn') {
    return refuse(text, `a rule answers true or false, this one gives a value of type ${type}`, 0);
  }
  return { ok: true, rule: { text, keys, run: (facts) => parsed({ facts }) } };
}

/** Compiled rules by text. A rubric has a few and its history some more; the bound keeps memory flat. */
const compiled = new Map<string, Compiled>();
const MAX_CACHED = 500;

/** `compile` with a cache: every feature is asked the same rules. */
export function compileCheck(text: string): Compiled {
  const before = compiled.get(text);
  if (before !== undefined) return before;
  if (compiled.size >= MAX_CACHED) compiled.clear();
  const made = compile(text);
  compiled.set(text, made);
  return made;
}

export type Answer =
  | { readonly answer: boolean }
  | { readonly answer: 'unknown'; readonly because: string; readonly unknown: readonly string[] };

/**
 * The answer of a rule for the facts that are known, by key. What the rule cannot tell is unknown, never no, and an answer
 * stays the same when more becomes known.
 */
export function evaluate(rule: Rule, facts: ReadonlyMap<string, FactValue>): Answer {
  const unknown = rule.keys.filter((key) => !facts.has(key));
  try {
    const answer = rule.run(facts);
    if (typeof answer === 'boolean') return { answer };
    const because = `the rule gives ${JSON.stringify(answer)}, not true or false`;
    return { answer: 'unknown', unknown, because };
  } catch (error) {
    const because =
      unknown.length > 0
        ? `nobody has recorded ${unknown.join(', ')}`
        : `the rule cannot be applied to what was recorded: ${isCelError(error) ? error.summary : String(error)}`;
    return { answer: 'unknown', unknown, because };
  }
}
