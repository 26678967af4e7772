/** Everything that can be stated on a page, by the word of its address: forms, previews, the list for programs and tests go by it. */
import type { Action } from './action.ts';
import { endExemption, exempt } from './actions/exemptions.ts';
import { plan, ship, unplan, unship } from './actions/shipments.ts';
import { grant, notApplicable, record, revoke } from './actions/stars.ts';

export const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['exempt', exempt],
  ['end-exemption', endExemption],
  ['plan', plan],
  ['unplan', unplan],
  ['ship', ship],
  ['unship', unship],
  ['grant', grant],
  ['revoke', revoke],
  ['not-applicable', notApplicable],
  ['record', record],
]);
