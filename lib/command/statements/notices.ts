/** `mute` and `snooze`: nothing is sent on a channel, and nobody is reminded of an entity, until a moment. */
import { CommandMisusedError } from '../input-error.ts';
import { permitsFor } from '../permits.ts';
import type { Surroundings } from '../terminal.ts';
import { mustBeAllowed, mustBeKnown, refusal, runStatement, type StatementOptions } from './statement.ts';

interface UntilOptions extends StatementOptions {
  /** UTC instant. */
  readonly until?: string;
  readonly off?: boolean;
  readonly reason?: string;
}

/** The moment until which it holds; now where it ends. @throws {CommandMisusedError} */
function endOf({ until, off }: UntilOptions, now: string): string {
  if ((until === undefined) === (off !== true))
    throw new CommandMisusedError('Give --until a moment, or --off to end it now.');
  return until ?? now;
}

/** @throws {CommandMisusedError} {CommandRefusedError} {InputError} */
export function runMute(around: Surroundings, channel: string, options: UntilOptions): Promise<void> {
  const until = endOf(options, around.now);
  return runStatement(around, 'mute', options, (stating) => {
    mustBeKnown(stating, 'channel', channel);
    mustBeAllowed(stating, 'mute', { kind: 'channel', id: channel });
    const words = options.off
      ? `lets channel ${channel} send again`
      : `mutes channel ${channel} until ${until}`;
    return { type: 'ChannelMuted', fields: { channel, until, reason: options.reason }, words };
  });
}

/** @throws {CommandMisusedError} {CommandRefusedError} {InputError} */
export function runSnooze(around: Surroundings, entity: string, options: UntilOptions): Promise<void> {
  const until = endOf(options, around.now);
  return runStatement(around, 'snooze', options, async (stating) => {
    const [kind, id] = partsOf(entity);
    if (kind === 'review') {
      const report = await stating.reads.review(id);
      if (report === undefined) throw refusal(`nobody requested a review ${id}`);
      const asked = {
        ...report,
        by: report.requestedBy,
        reviewers: report.reviewers.map(({ reviewer }) => reviewer),
      };
      const permits = permitsFor(stating.known, new Map([[id, asked]]));
      mustBeAllowed({ ...stating, permits }, 'snooze', { kind, id });
    } else {
      mustBeKnown(stating, kind, id);
      mustBeAllowed(stating, 'snooze', { kind, id });
    }
    const words = options.off ? `is reminded of ${entity} again` : `snoozes ${entity} until ${until}`;
    return { type: 'EntitySnoozed', fields: { entity, until, reason: options.reason }, words };
  });
}

function partsOf(entity: string): ['team' | 'feature' | 'review', string] {
  const at = entity.indexOf(':');
  const kind = entity.slice(0, at);
  if (kind === 'team' || kind === 'feature' || kind === 'review') return [kind, entity.slice(at + 1)];
  throw new CommandMisusedError('This is no team:…, feature:… or review:….');
}
