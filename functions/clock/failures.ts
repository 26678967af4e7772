/** Derived values whose computation failed: each is asked for once more every hour, until it can be computed. */

import { failures, forgetFailure } from '../kernel/derived/troubles.ts';
import { derivationsRequested } from '../kernel/model/announcements.ts';
import type { Working } from '../kernel/working.ts';

export async function askForFailed({ table, announce, now }: Working): Promise<void> {
  for (const failure of await failures(table)) {
    await announce(derivationsRequested([failure.key], `clock ${now}`, now));
    // It is stored again if it fails again.
    await forgetFailure(table, failure, now);
  }
}
