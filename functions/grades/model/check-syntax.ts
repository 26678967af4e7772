/** The part of CEL that rules may use. Everything else is refused, so a newer CEL adds nothing unnoticed. */
import type { ASTNode } from '@marcbachmann/cel-js';

const FUNCTIONS: ReadonlySet<string> = new Set(['size', 'int', 'double', 'string']);
const TESTS = ['contains', 'startsWith', 'endsWith'];
const METHODS: ReadonlySet<string> = new Set([...TESTS, 'lowerAscii', 'upperAscii', 'trim', 'size']);

// Why these are left out, where the reason is not obvious.
const REASONS: ReadonlyMap<string, string> = new Map([
  ['matches', 'a pattern can take forever on some texts'],
  ['has', 'it turns an unknown fact into a no; unknown facts make the star unknown by themselves'],
]);

const functions = [...FUNCTIONS].map((name) => `${name}()`).join(', ');
const methods = [...METHODS].map((name) => `.${name}()`).join(', ');
const may = `a rule may use ${functions} and, on a text, ${methods}`;

const noFunction = (name: string): string => {
  const reason = REASONS.get(name);
  return `${name}() cannot be used${reason === undefined ? '' : `: ${reason}`}; ${may}`;
};

/** `facts.coverage` and `facts["test-coverage"]` name a fact. */
function keyOf(node: ASTNode): string | undefined {
  if (node.op === '.' && isFacts(node.args[0])) return node.args[1];
  if (node.op !== '[]' || !isFacts(node.args[0])) return undefined;
  const [, key] = node.args;
  return key.op === 'value' && typeof key.args === 'string' ? key.args : undefined;
}

const isFacts = (node: ASTNode): boolean => node.op === 'id' && node.args === 'facts';

/** The parts of a node that are expressions themselves, or what is wrong with it. */
function partsOf(node: ASTNode): readonly ASTNode[] | string {
  switch (node.op) {
    case 'value':
      return node.args === null ? 'null cannot be used: a fact that is null is unknown' : [];
    case 'id':
      return nameProblem(node.args);
    case 'call':
      return FUNCTIONS.has(node.args[0]) ? node.args[1] : noFunction(node.args[0]);
    case 'rcall':
      return METHODS.has(node.args[0]) ? [node.args[1], ...node.args[2]] : noFunction(node.args[0]);
    case '.':
    case '[]':
      return 'only facts have fields, and a fact has none: name one as facts.coverage or facts["test-coverage"]';
    case '!_':
    case '-_':
      return [node.args];
    case 'list':
    case '?:':
    case '&&':
    case '||':
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'in':
    case '+':
    case '-':
    case '*':
      return node.args;
    case '/':
    case '%':
      return `${node.op} cannot be used, because nothing can be divided by zero: multiply instead, as in facts.failed < 0.1 * facts.tests`;
    default:
      return 'this cannot be used in a rule';
  }
}

const nameProblem = (name: string): string =>
  name === 'facts'
    ? 'facts is not a value: name one of them as facts.coverage or facts["test-coverage"]'
    : `${name} is not known: a rule names facts only, as facts.coverage, or as facts["test-coverage"] where the key is not a plain word`;

interface Syntax {
  /** The facts that the rule names, in order. */
  readonly keys: readonly string[];
  /** The first thing in it that is not allowed, and its offset in the text. */
  readonly problem?: { readonly message: string; readonly at: number };
}

export function syntaxOf(rule: ASTNode): Syntax {
  const keys = new Set<string>();
  const pending: ASTNode[] = [rule];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const key = keyOf(node);
    if (key !== undefined) {
      keys.add(key);
      continue;
    }
    const parts = partsOf(node);
    if (typeof parts === 'string') return { keys: [...keys], problem: { message: parts, at: node.start } };
    pending.push(...parts.toReversed());
  }
  return { keys: [...keys] };
}
