/** `review list`: whose turn it is in each open review, and how much time is left. */

import { withReads } from '../open-target.ts';
import type { TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';
import { reviewText } from './review-text.ts';

export interface ListOptions extends TargetOptions {
  readonly team?: string;
  readonly json?: boolean;
}

/** @throws {InputError} */
export function runList(around: Surroundings, options: ListOptions): Promise<void> {
  const { out } = around.terminal;
  const { team: wanted, json } = options;
  return withReads(around, options, async (reads) => {
    const reviews = (await reads.reviews()).reviews.filter(
      ({ team }) => wanted === undefined || team === wanted,
    );
    if (json) out(printableJson({ reviews }));
    else if (reviews.length === 0)
      out(printable(`No review${wanted === undefined ? '' : ` of team ${wanted}`} is open.`));
    else out(reviews.map((each) => reviewText(each).map(printable).join('\n')).join('\n\n'));
  });
}
