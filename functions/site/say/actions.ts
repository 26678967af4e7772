/** Everything that can be stated on a page, by the word of its address: forms, previews, the list for programs and tests go by it. */
import type { Action } from './action.ts';
import { move, reinstate, withdraw } from './actions/changes.ts';
import { endExemption, exempt } from './actions/exemptions.ts';
import { mute, retry, snooze, testChannel, unmute, unsnooze } from './actions/notices.ts';
import { cancel, date, mapSource, schedule, unmapSource } from './actions/releases.ts';
import {
  answerReview,
  requestReview,
  resubmitReview,
  returnReview,
  withdrawAnswer,
} from './actions/reviews.ts';
import { plan, ship, unplan, unship } from './actions/shipments.ts';
import { grant, notApplicable, record, revoke } from './actions/stars.ts';

export const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['exempt', exempt],
  ['end-exemption', endExemption],
  ['plan', plan],
  ['unplan', unplan],
  ['ship', ship],
  ['unship', unship],
  ['withdraw', withdraw],
  ['reinstate', reinstate],
  ['move', move],
  ['schedule', schedule],
  ['date', date],
  ['cancel', cancel],
  ['grant', grant],
  ['revoke', revoke],
  ['not-applicable', notApplicable],
  ['record', record],
  ['request-review', requestReview],
  ['answer-review', answerReview],
  ['withdraw-answer', withdrawAnswer],
  ['return-review', returnReview],
  ['resubmit-review', resubmitReview],
  ['map-source', mapSource],
  ['unmap-source', unmapSource],
  ['mute', mute],
  ['unmute', unmute],
  ['snooze', snooze],
  ['unsnooze', unsnooze],
  ['test-channel', testChannel],
  ['retry', retry],
]);
