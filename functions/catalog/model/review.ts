/** The ledger of one review, folded: what was asked, of whom, and what was said and done since. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { ReviewAnswered } from '../../../events/facts/review.ts';
import { lazy, type Output } from '../../../events/lazy.ts';

export const reviewAnswer = lazy(() => ReviewAnswered.schema.shape.answer);
export type ReviewAnswer = Output<typeof reviewAnswer>;

/**
 * One step: it was put before its reviewers, went back to its author, or somebody answered. Who did it is a reference
 * as the fact gives it; for which reviewer that counts is decided when it is read, from the people of the catalog.
 */
const step = lazy(() =>
  z.object({
    at: z.string(),
    what: z.enum(['submitted', 'returned', ...reviewAnswer().options]),
    by: z.string().optional(),
    comment: z.string().optional(),
  }),
);
export type Step = Output<typeof step>;

const request = lazy(() =>
  z.object({
    /** UTC instant of the request that holds. */
    at: z.string(),
    by: z.string().optional(),
    changeClass: z.string(),
    subject: z.string(),
    reviewers: z.array(z.string()),
    team: z.string().optional(),
    feature: z.string().optional(),
    url: z.string().optional(),
  }),
);
export type ReviewRequest = Output<typeof request>;

/** What depends on now (whether it has lapsed, and how much time is left) is no part of it. */
export const reviewState = lazy(() =>
  z.object({
    review: z.string(),
    /** Absent where only answers speak of it. */
    request: request().optional(),
    /** Since the request, in order; the request is the first of them. */
    steps: z.array(step()),
    /** Steps before them that are not stored. */
    stepsOmitted: z.int(),
  }),
);
export type ReviewState = Output<typeof reviewState>;

/**
 * Steps and characters of a comment that a summary holds: with all of them at their longest it stays under 400 KB. What
 * is left out before them counts no days, so a review with more of them waits longer rather than lapses early.
 */
const MAX_STEPS = 80;
const MAX_COMMENT_LENGTH = 400;

/**
 * Folds a review's ledger. A request that is made again under the same name begins again: with its own reviewers, and all
 * of its days; what came before it is history.
 * @param facts in order
 */
export function foldReview(review: string, facts: readonly Fact[]): ReviewState {
  const from = facts.findLastIndex(({ type }) => type === 'ReviewRequested');
  const asked = facts[from];
  if (asked?.type !== 'ReviewRequested') return { review, steps: [], stepsOmitted: 0 };
  const { occurredAt, actor, changeClass, subject, reviewers, team, feature, url } = asked.detail;
  const steps = stepsIn(facts.slice(from));
  return {
    review,
    request: {
      at: occurredAt,
      by: actor,
      changeClass,
      subject,
      reviewers: [...new Set(reviewers)],
      team: team ?? undefined,
      feature: feature ?? undefined,
      url: url ?? undefined,
    },
    steps: steps.slice(-MAX_STEPS),
    stepsOmitted: Math.max(0, steps.length - MAX_STEPS),
  };
}

/** An answer that was taken back is in the ledger, and no step. One from before the text was resubmitted was of another text. */
function stepsIn(facts: readonly Fact[]): Step[] {
  const steps: Step[] = [];
  for (const fact of facts) {
    if (fact.type !== 'ReviewAnswerWithdrawn') {
      for (const step of stepOf(fact)) add(steps, step);
      continue;
    }
    const by = fact.detail.by ?? fact.detail.actor;
    const submitted = steps.findLastIndex(({ what }) => what === 'submitted');
    const at = steps.findLastIndex((step) => step.by === by && isAnswer(step));
    if (at > submitted) steps.splice(at, 1);
  }
  return steps;
}

const isAnswer = ({ what }: Step) => what !== 'submitted' && what !== 'returned';

function stepOf(fact: Fact): Step[] {
  const { occurredAt: at, actor: by } = fact.detail;
  switch (fact.type) {
    case 'ReviewRequested':
      return [{ at, by, what: 'submitted' }];
    case 'ReviewResubmitted':
      return [{ at, by, what: 'submitted', comment: cut(fact.detail.comment) }];
    case 'ReviewReturned':
      return [{ at, by, what: 'returned', comment: cut(fact.detail.comment) }];
    case 'ReviewAnswered':
      return [{ at, by, what: fact.detail.answer, comment: cut(fact.detail.comment) }];
    default:
      return [];
  }
}

const cut = (comment: string | null | undefined): string | undefined =>
  comment == null || comment.length <= MAX_COMMENT_LENGTH
    ? (comment ?? undefined)
    : `${comment.slice(0, MAX_COMMENT_LENGTH - 1).toWellFormed()}…`;

/** Who says the same again, with nothing else in between, says it once, in the last words: senders repeat themselves. */
function add(steps: Step[], each: Step): void {
  const last = steps.at(-1);
  const isEcho = last !== undefined && last.what === each.what && last.by === each.by;
  if (isEcho) steps[steps.length - 1] = { ...last, comment: each.comment ?? last.comment };
  else steps.push(each);
}

/**
 * Whether every reviewer has answered under the reference that was asked, and nobody objects: then no list needs
 * to show it. Who answers for a team, or under another account, only the people of the catalog say.
 */
export function isAnsweredAsAsked({ request: asked, steps }: ReviewState): boolean {
  const since = steps.slice(steps.findLastIndex(({ what }) => what === 'submitted') + 1);
  const last = new Map(since.map(({ by, what }) => [by, what]));
  const isHeld = [...last.values()].some((what) => what === 'object') || isReturned(since);
  return !isHeld && asked !== undefined && asked.reviewers.every((reviewer) => last.has(reviewer));
}

const isReturned = (since: readonly Step[]) => since.some(({ what }) => what === 'returned');
