import { RequestRefusedError } from './answerable.ts';

/** A sort key has 1,024 bytes at most, and the search begins with one character more. */
const MAX_BYTES = 1023;

const NOWHERE = 'No page begins after this; `after` is the `next` of the page before.';

/** What a page is to begin after. @throws {RequestRefusedError} */
export function pageAfter(after: string | undefined): string | undefined {
  if (after !== undefined && Buffer.byteLength(after) > MAX_BYTES)
    throw new RequestRefusedError(400, 'PAGE_UNKNOWN', NOWHERE);
  return after || undefined;
}
