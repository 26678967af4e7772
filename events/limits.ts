/** How large a fact may be. Checked before a fact is parsed, so that none can exhaust its reader. */

/** How deep objects and lists may be nested, `detail` itself included. */
export const MAX_DEPTH = 32;

/** UTF-8 bytes of a detail: under EventBridge's 256 KB for an entry and DynamoDB's 400 KB for an item. */
export const MAX_DETAIL_BYTES = 200 * 1024;

/** Not recursive, because a value may be nested to any depth. */
export function isTooDeep(value: unknown): boolean {
  const pending = [{ value, depth: 1 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth > MAX_DEPTH) return true;
    for (const inner of Object.values(next.value)) pending.push({ value: inner, depth: next.depth + 1 });
  }
  return false;
}

/** Why a detail is too large, or undefined when it is not. */
export function sizeProblem(json: string): string | undefined {
  const size = Buffer.byteLength(json);
  if (size <= MAX_DETAIL_BYTES) return undefined;
  return `detail has ${size.toLocaleString('en')} bytes, the most is ${MAX_DETAIL_BYTES.toLocaleString('en')}`;
}
