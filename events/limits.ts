/** How large a fact may be. Checked before anything looks into it, so that no event can exhaust what reads it. */

/** The deepest that objects and lists may be nested, `detail` itself included. */
export const DEEPEST = 32;

/** The most UTF-8 bytes of a detail: under EventBridge's 256 KB for an entry and DynamoDB's 400 KB for an item. */
export const LARGEST = 200 * 1024;

/** Whether objects and lists are nested deeper than `DEEPEST`. No recursion: a value may be nested to any depth. */
export function isTooDeep(value: unknown): boolean {
  const pending = [{ value, depth: 1 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth > DEEPEST) return true;
    for (const inner of Object.values(next.value)) pending.push({ value: inner, depth: next.depth + 1 });
  }
  return false;
}

/** Why a detail is too large, or undefined when it is not. */
export function sizeProblem(json: string): string | undefined {
  const size = Buffer.byteLength(json);
  if (size <= LARGEST) return undefined;
  return `detail has ${size.toLocaleString('en')} bytes, the most is ${LARGEST.toLocaleString('en')}`;
}
