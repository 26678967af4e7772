/**
 * Rules over recorded facts, in CEL (https://cel.dev): `facts.coverage >= 0.8 && facts["open-findings"] == 0`.
 *
 * Why CEL and not JSONata: a rule comes from whoever may write the rubric and runs wherever grades are shown, so it must
 * end, always and soon; CEL has neither loops nor recursion, JSONata is Turing-complete, and asynchronous besides. And
 * what is unknown must stay so: in CEL a fact that is not there is an error, and `&&` and `||` absorb an error where the
 * other side decides, which is exactly Kleene's three-valued logic. In JSONata what is missing is quietly false.
 */
import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { syntaxOf } from './check-syntax.ts';
import type { FactValue } from './statements.ts';

const MAX_LENGTH = 4000;
const limits = { maxAstNodes: 400, maxDepth: 40, maxListElements: 200, maxCallArguments: 4 };

/** Recorded numbers are doubles; with these, `facts.open + 1` needs no `1.0`. */
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

/** A rule that was understood. */
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

/** Reads a rule, and says what is wrong with it in words for whoever writes it. */
export function compile(text: string): Compiled {
  if (text.length > MAX_LENGTH) {
    return { ok: false, message: `a rule has at most ${MAX_LENGTH} characters, this one has ${text.length}` };
  }
  try {
    return accept(text, environment.parse(text));
  } catch (error) {
    // The parser is recursive: 4000 times ! is more than some stacks hold.
    if (error instanceof RangeError) return { ok: false, message: TOO_LARGE };
    if (isCelError(error)) return refuse(text, wordsFor(error), error.range?.start ?? 0);
    throw error;
  }
}

function accept(text: string, parsed: ParseResult): Compiled {
  const { keys, problem } = syntaxOf(parsed.ast);
  if (problem !== undefined) return refuse(text, problem.message, problem.at);
  const { valid, type, error } = parsed.check();
  if (!valid) return refuse(text, error?.summary ?? 'this does not fit together', error?.range?.start ?? 0);
  if (type !== 'bool' && type !== 'dyn') {
    return refuse(text, `a rule answers true or false, this one gives a value of type ${type}`, 0);
  }
  return { ok: true, rule: { text, keys, run: (facts) => parsed({ facts }) } };
}

/** Compiled rules by text. A rubric has a few, its history some more; what is over that is not kept for ever. */
const compiled = new Map<string, Compiled>();
const MAX_KEPT = 500;

/** `compile`, remembered: the same rule is asked of every feature. */
export function compileCheck(text: string): Compiled {
  const before = compiled.get(text);
  if (before !== undefined) return before;
  if (compiled.size >= MAX_KEPT) compiled.clear();
  const made = compile(text);
  compiled.set(text, made);
  return made;
}

export type Answer =
  | { readonly answer: boolean }
  | { readonly answer: 'unknown'; readonly because: string; readonly unknown: readonly string[] };

/**
 * What a rule says of the facts that are known. What it cannot tell is unknown, never no: the more is known, the more
 * it tells, and what it told stays so.
 * @param facts by key; a key that is not there is unknown
 */
export function evaluate(rule: Rule, facts: ReadonlyMap<string, FactValue>): Answer {
  const unknown = rule.keys.filter((key) => !facts.has(key));
  try {
    const answer = rule.run(facts);
    if (typeof answer === 'boolean') return { answer };
    return {
      answer: 'unknown',
      unknown,
      because: `the rule gives ${JSON.stringify(answer)}, not true or false`,
    };
  } catch (error) {
    const because =
      unknown.length > 0
        ? `nobody has recorded ${unknown.join(', ')}`
        : `the rule cannot be applied to what was recorded: ${isCelError(error) ? error.summary : String(error)}`;
    return { answer: 'unknown', unknown, because };
  }
}
