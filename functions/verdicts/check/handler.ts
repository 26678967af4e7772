/** Verdicts, and what they are made from: derived again whenever something they read has changed. */
import { CheckRequested } from '../../../events/announcements/check-requested.ts';
import { DerivationRequested } from '../../../events/announcements/derivation-requested.ts';
import { on, queueHandler, reacting } from '../../kernel/bus/handlers.ts';
import { type Working, working } from '../../kernel/working.ts';
import { checkTeam } from './check-team.ts';
import { deriveAgain } from './deriving.ts';

/** Does what several announcements ask for, once where they ask for the same. */
export const check = reacting(
  on([CheckRequested], async (around: Working, requests) => {
    for (const { detail } of requests) {
      const { release, team, ...cause } = detail;
      await checkTeam({ ...around, cause }, { release, team });
    }
  }),
  on([DerivationRequested], async (around: Working, requests) => {
    const keys = requests.flatMap(({ detail }) => detail.values);
    const latest = requests.reduce((one, other) =>
      other.detail.occurredAt > one.detail.occurredAt ? other : one,
    );
    const { id, occurredAt } = latest.detail;
    await deriveAgain({ ...around, cause: { id, occurredAt } }, keys);
  }),
);

export const handler = queueHandler((entries) => check(working(), entries));
