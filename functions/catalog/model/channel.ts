import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { lastSaid, ofType } from '../../kernel/model/facts.ts';
import { channelRecord } from './import/records.ts';
import { registration, registrationOf, retiredAt } from './record-keeping.ts';

/** A way to tell people. Secret addresses are kept by the host under its name, and are not in it. */
export const channelState = lazy(() =>
  z.object({
    channel: z.string(),
    registration: registration().optional(),
    retiredAt: z.string().optional(),
    /** Absent where it was muted and nobody registered it. */
    record: channelRecord().optional(),
    /** UTC. It may have passed: whoever asks compares it with now. */
    mutedUntil: z.string().optional(),
  }),
);
export type ChannelState = Output<typeof channelState>;

/**
 * Folds a channel's ledger. It is said as a whole, for its fields hold only together: what holds is the last statement.
 * It stays muted as long as was said last, also when it is registered again.
 * @param facts in order
 */
export function foldChannel(channel: string, facts: readonly Fact[]): ChannelState {
  const said = ofType(facts, 'ChannelRegistered').map(({ detail }) => detail);
  const muted = ofType(facts, 'ChannelMuted').map(({ detail }) => detail);
  return {
    channel,
    registration: registrationOf(said),
    retiredAt: retiredAt(facts, 'ChannelRegistered'),
    record: recordOf(said.at(-1)),
    mutedUntil: lastSaid(muted, ({ until }) => until),
  };
}

type Said = Extract<Fact, { type: 'ChannelRegistered' }>['detail'];

const recordOf = (said: Said | undefined): ChannelState['record'] =>
  said && {
    kind: said.kind,
    audience: said.audience,
    about: said.about,
    periods: said.periods,
    role: said.role,
    to: said.to,
    repository: said.repository,
    issue: said.issue,
    ref: said.ref,
  };
