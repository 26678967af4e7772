import { AnswerableError } from '../runtime/answerable.ts';

/** As long as a sort key can be. */
const MOST_BYTES = 1024;

class PageUnknownError extends AnswerableError {
  override readonly name = 'PageUnknownError';
  readonly status = 400;
  readonly code = 'PAGE_UNKNOWN';

  constructor() {
    super('No page begins after this; `after` is the `next` of the page before.');
  }
}

/** What a page is to begin after. @throws {PageUnknownError} */
export function pageAfter(after: string | undefined): string | undefined {
  if (after !== undefined && Buffer.byteLength(after) > MOST_BYTES) throw new PageUnknownError();
  return after || undefined;
}
