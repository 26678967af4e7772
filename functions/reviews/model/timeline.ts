/** The timeline of a review up to a moment: whose turn it was when, and whose answers stand. */
import type { ReviewState, Step } from '../../catalog/model/review.ts';
import type { ReviewReport } from './report.ts';
import { answersFor, type Delegates } from './reviewers.ts';

type Turn = ReviewReport['turn'];

/** A span in which it was somebody's turn, UTC; without an end while it still is. */
export interface Span {
  readonly turn: Turn;
  readonly from: string;
  readonly until?: string | undefined;
}

export interface Timeline {
  /** In order; the last one goes on. */
  readonly spans: readonly Span[];
  /** When it was last submitted to its reviewers. */
  readonly submittedAt: string;
  /** The last answer of everybody who has answered since then, in order. */
  readonly answers: readonly Step[];
  /** Answers to what has been resubmitted since. */
  readonly earlier: readonly Step[];
}

/**
 * A resubmitted text is a new one, and everybody is asked again. An objection, also of somebody who was not asked, makes it the
 * author's turn until the author resubmits or the objector answers differently. When all have answered and nobody objects, it
 * is nobody's turn.
 */
export function timelineOf(
  { request, steps }: ReviewState,
  delegates: Delegates,
  now: string,
): Timeline | undefined {
  if (request === undefined || request.at > now) return undefined;
  const spans: Span[] = [];
  const answers = new Map<string, Step>();
  const earlier: Step[] = [];
  let submittedAt = request.at;
  let isReturned = false;
  for (const step of steps.filter(({ at }) => at <= now)) {
    if (step.what === 'submitted') {
      earlier.push(...answers.values());
      answers.clear();
      isReturned = false;
      submittedAt = step.at;
    } else if (step.what === 'returned') isReturned = true;
    else {
      // A newer answer of the same person replaces the older one, and comes last.
      answers.delete(step.by ?? '');
      answers.set(step.by ?? '', step);
    }
    const turn = isReturned ? 'author' : turnAfter(request.reviewers, [...answers.values()], delegates);
    move(spans, turn, step.at);
  }
  return { spans, submittedAt, answers: [...answers.values()], earlier };
}

function turnAfter(reviewers: readonly string[], answers: readonly Step[], delegates: Delegates): Turn {
  if (answers.some(({ what }) => what === 'object')) return 'author';
  return reviewers.every((reviewer) => answerFor(reviewer, answers, delegates)) ? 'nobody' : 'reviewers';
}

/** The last answer of somebody who answers for a reviewer. */
export const answerFor = (
  reviewer: string,
  answers: readonly Step[],
  delegates: Delegates,
): Step | undefined => answers.findLast(({ by }) => by !== undefined && answersFor(delegates(by), reviewer));

function move(spans: Span[], turn: Turn, at: string): void {
  const last = spans.at(-1);
  if (last?.turn === turn) return;
  if (last !== undefined) spans[spans.length - 1] = { ...last, until: at };
  spans.push({ turn, from: at });
}
