/** `mute` and `snooze`: nothing is sent on a channel, and nobody is reminded of an entity, until a moment. */
import { mute, snoozable, snooze } from '../../../functions/catalog/model/statements/notices.ts';
import { CommandMisusedError } from '../input-error.ts';
import { permitsFor } from '../permits.ts';
import type { Surroundings } from '../terminal.ts';
import { refusal, runStatement, type StatementOptions } from './statement.ts';

interface UntilOptions extends StatementOptions {
  /** UTC instant. */
  readonly until?: string;
  readonly off?: boolean;
  readonly reason?: string;
}

/** @throws {CommandMisusedError} */
function mustSayUntil({ until, off }: UntilOptions): void {
  if ((until === undefined) === (off !== true))
    throw new CommandMisusedError('Give --until a moment, or --off to end it now.');
}

/** @throws {CommandMisusedError} {CommandRefusedError} {InputError} */
export function runMute(around: Surroundings, channel: string, options: UntilOptions): Promise<void> {
  mustSayUntil(options);
  const { until, reason } = options;
  return runStatement(around, 'mute', options, (stating) => mute(stating, { channel, until, reason }));
}

/** @throws {CommandMisusedError} {CommandRefusedError} {InputError} */
export function runSnooze(around: Surroundings, entity: string, options: UntilOptions): Promise<void> {
  mustSayUntil(options);
  return runStatement(around, 'snooze', options, async (stating) => {
    const about = snoozable(entity);
    if (about.kind !== 'review') return snooze(stating, about, options);
    const report = await stating.reads.review(about.id);
    if (report === undefined) throw refusal(`nobody requested a review ${about.id}`);
    const asked = {
      ...report,
      by: report.requestedBy,
      reviewers: report.reviewers.map(({ reviewer }) => reviewer),
    };
    const permits = permitsFor(stating.known, new Map([[about.id, asked]]));
    return snooze({ ...stating, permits }, about, options);
  });
}
