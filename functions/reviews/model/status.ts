/** The status of a review at a moment: whose turn it is, how much time is left, and what was answered. */
import { Temporal } from 'temporal-polyfill';
import type { ReviewRequest, ReviewState, Step } from '../../catalog/model/review.ts';
import { teamIn } from '../../catalog/model/team.ts';
import { type BusinessCalendar, businessCalendar } from '../../kernel/model/business-days.ts';
import { businessTimeLeft, type Clock, clockOf, inBusinessDays } from './clock.ts';
import type { ReviewReport, Said } from './report.ts';
import type { Delegates } from './reviewers.ts';
import { classRuleOf, type ReviewRules } from './rules.ts';
import { answerFor, type Timeline, timelineOf } from './timeline.ts';

/** What the status depends on besides the review. */
export interface Surroundings {
  /** The rules that held at its request. */
  readonly rules: ReviewRules;
  readonly delegates: Delegates;
  /** The calendars of teams that have their own, by team. */
  readonly calendars: ReadonlyMap<string, BusinessCalendar>;
}

/** The team whose calendar a reviewer works by: the team itself, or the first that a person speaks for. */
export const teamOfReviewer = (reviewer: string, delegates: Delegates): string | undefined =>
  teamIn(reviewer) ?? delegates(reviewer).teams[0];

/** A reviewer whose team has no calendar works by that of the team that owns the communication. */
function calendarsOf({ reviewers, team }: ReviewRequest, { delegates, calendars }: Surroundings) {
  const otherwise = calendars.get(team ?? '') ?? businessCalendar();
  const each = reviewers.map((one) => calendars.get(teamOfReviewer(one, delegates) ?? '') ?? otherwise);
  return [...new Set(each)];
}

/**
 * Once its time is used up, neither an objection nor a resubmission makes it block again; only the answers of all reviewers
 * change "no longer blocking" to "answered".
 */
export function reviewStatus(
  state: ReviewState,
  around: Surroundings,
  now: string,
): ReviewReport | undefined {
  const { request } = state;
  const timeline = timelineOf(state, around.delegates, now);
  if (request === undefined || timeline === undefined) return undefined;
  const { at: requestedAt, by: requestedBy, reviewers, ...asked } = request;
  const { title, isKnown, fullBusinessDays: days } = classRuleOf(around.rules, request.changeClass);
  const { remindBusinessDays } = around.rules;
  const clock =
    days === undefined
      ? undefined
      : clockOf(calendarsOf(request, around), timeline.spans, days, remindBusinessDays);
  const lapsedAt = clock?.lapsesAt !== undefined && clock.lapsesAt <= now ? clock.lapsesAt : undefined;
  return {
    review: state.review,
    stepsOmitted: state.stepsOmitted,
    ...asked,
    classTitle: title,
    isKnownClass: isKnown,
    requestedBy,
    requestedAt,
    submittedAt: timeline.submittedAt,
    neverLapses: clock === undefined,
    lapsedAt,
    ...turnOf(timeline, clock, lapsedAt, now),
    ...answersOf(timeline, reviewers, around.delegates, lapsedAt),
  };
}

function turnOf(
  { spans, submittedAt }: Timeline,
  clock: Clock | undefined,
  lapsedAt: string | undefined,
  now: string,
): Pick<ReviewReport, 'state' | 'turn' | 'turnSince' | 'lapsesAt' | 'remindAt' | 'timeLeft'> {
  const { turn, from } = spans.at(-1) ?? { turn: 'reviewers', from: submittedAt };
  const state = stateOf(turn, lapsedAt);
  const timeLeft = words(state, clock, now);
  if (state === 'no-longer-blocking') return { state, turn: 'nobody', turnSince: lapsedAt ?? from, timeLeft };
  const ends = state === 'waiting' ? { lapsesAt: clock?.lapsesAt, remindAt: clock?.remindAt } : {};
  return { state, turn, turnSince: from, ...ends, timeLeft };
}

function stateOf(turn: ReviewReport['turn'], lapsedAt: string | undefined): ReviewReport['state'] {
  if (turn === 'nobody') return 'answered';
  if (lapsedAt !== undefined) return 'no-longer-blocking';
  return turn === 'author' ? 'returned' : 'waiting';
}

/** @param clock absent for a review that never lapses */
function words(state: ReviewReport['state'], clock: Clock | undefined, now: string): string {
  if (state === 'answered') return 'answered';
  if (clock === undefined)
    return state === 'returned' ? 'waits for its author' : 'waits until it is answered';
  const { lapsesAt = now, calendar, left } = clock;
  if (state === 'waiting') return businessTimeLeft(now, lapsesAt, calendar);
  if (state === 'returned') return `the clock stands still with ${inBusinessDays(left)} left`;
  const day = Temporal.Instant.from(lapsesAt).toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  return `has held nothing up since ${day}`;
}

function answersOf(
  { answers, earlier }: Timeline,
  reviewers: readonly string[],
  delegates: Delegates,
  lapsedAt: string | undefined,
): Pick<ReviewReport, 'reviewers' | 'others'> {
  const said = (step: Step | undefined): Said | undefined => {
    if (step === undefined || step.what === 'submitted' || step.what === 'returned') return undefined;
    const { what: answer, ...rest } = step;
    return { ...rest, answer, isLate: lapsedAt !== undefined && step.at >= lapsedAt };
  };
  const asked = reviewers.map((reviewer) => ({ reviewer, step: answerFor(reviewer, answers, delegates) }));
  const rest = answers.filter((each) => asked.every(({ step }) => step !== each));
  return {
    reviewers: asked.map(({ reviewer, step }) => ({ reviewer, said: said(step) })),
    others: [...earlier, ...rest].flatMap((step) => said(step) ?? []),
  };
}
