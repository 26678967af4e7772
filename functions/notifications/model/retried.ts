/** Somebody has a message sent again that was given up. */
import { didYouMean } from '../../../events/nearest.ts';
import { AFTERWARDS } from '../../catalog/model/statements/notices.ts';
import { refusal, type Statement } from '../../catalog/model/statements/statement.ts';
import { ESCALATION } from './messages.ts';

/** A message that was given up. */
export interface GivenUp {
  readonly id: string;
  readonly channel: string;
  /** Of a message to its manager. */
  readonly team?: string | undefined;
  /** What it says, in words. */
  readonly what: string;
}

/** The channel, or the manager in place of one. */
export const whereTo = ({ channel, team }: Pick<GivenUp, 'channel' | 'team'>): string =>
  channel === ESCALATION ? `to the manager${team === undefined ? '' : ` of team ${team}`}` : channel;

/** @throws {StatementRefusedError} when it was not given up */
export function retried(id: string, failed: readonly GivenUp[]): Statement {
  const found = failed.find((message) => message.id === id);
  if (found === undefined) {
    const hint = didYouMean(
      id,
      failed.map((message) => message.id),
      ', `message list` shows those that were',
    );
    throw refusal(`no message ${id} was given up${hint}`);
  }
  const { channel, team, what } = found;
  return {
    facts: [
      {
        type: 'MessageRetried',
        fields: team === undefined ? { channel, message: id } : { team, message: id },
      },
    ],
    words: `has ${what} sent again ${team === undefined ? `on channel ${channel}` : whereTo(found)}`,
    next: AFTERWARDS,
  };
}
