/** What a file of TypeScript imports, and how long its functions are. */
import { type Node, parseSync } from '@swc/core';

const IMPORT = /(?:\bfrom\s+|\bimport\(\s*|\bimport\s+)'([^']+)'/g;

/** Specifiers, of imports that are there for types, too. */
export const importsIn = (text: string): string[] => [...text.matchAll(IMPORT)].flatMap(([, to]) => to ?? []);

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
]);

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The lines of each function that has more than one line. */
export function linesOfFunctions(text: string, tsx: boolean): number[] {
  const bytes = Buffer.from(text);
  const module = parseSync(text, { syntax: 'typescript', tsx, target: 'esnext' });
  const lines: number[] = [];
  // Positions count bytes from where the parser's first file began.
  const first = module.span.end - bytes.length;
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) walk(each);
    else if (typeof node === 'object' && node !== null) {
      if (isFunction(node)) {
        const own = bytes.subarray(node.span.start - first, node.span.end - first).toString();
        lines.push(own.split('\n').length);
      }
      for (const each of Object.values(node)) walk(each);
    }
  };
  walk(module.body);
  return lines.filter((count) => count > 1);
}

const isFunction = (node: object): node is Node & { readonly span: Span } =>
  'type' in node && typeof node.type === 'string' && FUNCTIONS.has(node.type) && 'span' in node;
