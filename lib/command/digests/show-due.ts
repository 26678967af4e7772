/** `due`: what waits for a team, or for all of them, now. */
import { dueOf } from '../../../functions/digests/model/due.ts';
import { pagesAddress } from '../../settings.ts';
import { InputError } from '../input-error.ts';
import { withReads } from '../open-target.ts';
import type { TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';
import { dueText } from './due-text.ts';
import { audienceFacts } from './teams.ts';

export interface DueOptions extends TargetOptions {
  readonly team?: string;
  readonly json?: boolean;
}

class NothingDueError extends InputError {
  override readonly name = 'NothingDueError';
}

/** @throws {InputError} for a team that is not there */
export function runDue(around: Surroundings, options: DueOptions): Promise<void> {
  const { out } = around.terminal;
  const { team, json } = options;
  return withReads(around, options, async (reads) => {
    const base = pagesAddress(options.url, around.environment);
    const found = await reads.due(team);
    if (found === undefined && team === undefined) {
      out(json ? '{}' : 'No team is registered yet, so nothing is due.');
      return;
    }
    if (found === undefined)
      throw (
        (await audienceFacts(reads, { team })).unknown ??
        new NothingDueError(`Team ${team} is retired, so nothing is due for it.`)
      );
    const { reviews } = await reads.reviews();
    if (json)
      out(printableJson({ ...found, digest: dueOf(found.digest), reviews: reviews.filter(isOf(team)) }));
    else out(dueText(found.digest, reviews, base).map(printable).join('\n'));
  });
}

const isOf =
  (wanted: string | undefined) =>
  ({ team }: { readonly team?: string | undefined }): boolean =>
    wanted === undefined || team === wanted;
