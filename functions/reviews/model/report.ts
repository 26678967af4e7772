/** Reports of reviews, for internal users and for everybody. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';
import { reviewAnswer } from '../../catalog/model/review.ts';
import { reviewRules } from './rules.ts';

/** An answer. For internal users only: it names who gave it, in their words. */
const said = lazy(() =>
  z.object({
    by: z.string().optional(),
    answer: reviewAnswer(),
    at: z.string(),
    comment: z.string().optional(),
    /** Whether it came when the review no longer blocked: it is stored and shown, and does not block again. */
    isLate: z.boolean(),
  }),
);
export type Said = Output<typeof said>;

export const reviewReport = lazy(() =>
  z.object({
    review: z.string(),
    /** What is reviewed may not be known outside yet. */
    subject: internal(z.string(), { instead: (_subject, { classTitle }) => String(classTitle) }),
    changeClass: z.string(),
    classTitle: z.string(),
    /** Whether the rules name its class; one that they do not name lapses as most do. */
    isKnownClass: z.boolean(),
    team: z.string().optional(),
    feature: z.string().optional(),
    /** Where the draft is. */
    url: internal(z.string().optional()),
    requestedBy: internal(z.string().optional()),
    requestedAt: z.string(),
    /** When it was last submitted to its reviewers: at the request, or resubmitted. */
    submittedAt: z.string(),
    /** `no-longer-blocking` is not approval: the time is over, and nobody has to wait for it any more. */
    state: z.enum(['waiting', 'returned', 'answered', 'no-longer-blocking']),
    turn: z.enum(['reviewers', 'author', 'nobody']),
    /** Since when it is their turn, or nobody's, UTC. */
    turnSince: z.string(),
    neverLapses: z.boolean(),
    /** When it will no longer block, UTC; only while it is the reviewers' turn, and where it lapses at all. */
    lapsesAt: z.string().optional(),
    /** From when on reviewers are reminded of that. */
    remindAt: z.string().optional(),
    /** When it lapsed; also where the answers came after that. */
    lapsedAt: z.string().optional(),
    /** How much time is left, in words: `2 full business days and 5 h left` */
    timeLeft: z.string(),
    /** Who was asked, each with the answer that stands. */
    reviewers: z.array(z.object({ reviewer: z.string(), said: said().optional() })),
    /** What others said, and what was said of earlier texts. */
    others: z.array(said()),
    /** Answers and turns before those above, which are not stored. */
    stepsOmitted: z.int(),
  }),
);
export type ReviewReport = Output<typeof reviewReport>;

/** The answer of `GET /api/reviews`: the open ones and those that lapsed lately, and the rules of a review asked for now. */
export const reviewsAnswer = lazy(() => z.object({ reviews: z.array(reviewReport()), rules: reviewRules() }));
export type ReviewsAnswer = Output<typeof reviewsAnswer>;

/** One step of a review. */
const pastStep = lazy(() =>
  z.object({
    at: z.string(),
    what: z.enum(['submitted', 'returned', ...reviewAnswer().options]),
    by: z.string().optional(),
    comment: z.string().optional(),
  }),
);

/** A review as pages show it: for everybody, who was asked and what they said are numbers. */
export const shownReview = lazy(() =>
  reviewReport().extend({
    /** How many reviewers were asked, and how many of them have answered. */
    asked: z.int(),
    answered: z.int(),
    /** Whether its reviewers are being reminded that its time is almost over. */
    isDueSoon: z.boolean(),
    reviewers: internal(reviewReport().shape.reviewers.optional()),
    others: internal(reviewReport().shape.others.optional()),
    /** Each step that is stored, oldest first; of one review alone. */
    history: internal(z.array(pastStep()).optional()),
  }),
);
export type ShownReview = Output<typeof shownReview>;

export function shownOf(report: ReviewReport, now: string): ShownReview {
  const { reviewers, remindAt, turn } = report;
  const answered = reviewers.filter((each) => each.said !== undefined).length;
  const isDueSoon = turn === 'reviewers' && remindAt !== undefined && remindAt <= now;
  return { ...report, asked: reviewers.length, answered, isDueSoon };
}

export const shownReviews = lazy(() =>
  z.object({ total: z.int(), reviews: z.array(shownReview()), rules: reviewRules() }),
);
