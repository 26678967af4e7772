/** `review answer`, `review return` and `review resubmit`: what is said and done of a review that is under way. */

import type { ReviewAnswer } from '../../../functions/catalog/model/review.ts';
import { answersFor } from '../../../functions/reviews/model/delegates.ts';
import type { ReviewReport } from '../../../functions/reviews/model/report.ts';
import { CommandMisusedError } from '../input-error.ts';
import { withTargetReads } from '../open-target.ts';
import type { Speaker } from '../speaker.ts';
import { printable, type Surroundings } from '../terminal.ts';
import { SPOKEN } from './review-text.ts';
import { publishAndTell, reviewFact, type SpeakingOptions, speakerOn, unknownReview } from './say.ts';

export interface CommentOptions extends SpeakingOptions {
  readonly comment?: string;
}

interface Saying {
  readonly type: 'ReviewAnswered' | 'ReviewReturned' | 'ReviewResubmitted';
  readonly answer?: ReviewAnswer;
  /** What somebody does, in words. */
  readonly words: (speaker: Speaker, report: ReviewReport) => string;
}

/** @throws {CommandMisusedError} {InputError} */
export function runAnswer(
  around: Surroundings,
  review: string,
  answer: ReviewAnswer,
  options: CommentOptions,
): Promise<void> {
  if (answer === 'object' && !options.comment)
    throw new CommandMisusedError('An objection needs what to change: --comment "the price is wrong".');
  const words = (speaker: Speaker, report: ReviewReport) =>
    `${speaker.person} ${SPOKEN[answer]}.${isAsked(speaker, report) ? '' : ' Nobody asked them, so it is kept beside the answers of those who were.'}`;
  return say(around, review, options, { type: 'ReviewAnswered', answer, words });
}

/** @throws {InputError} */
export const runReturn = (around: Surroundings, review: string, options: CommentOptions): Promise<void> =>
  say(around, review, options, {
    type: 'ReviewReturned',
    words: ({ person }) => `${person} gives it back to its author.`,
  });

/** @throws {InputError} */
export const runResubmit = (around: Surroundings, review: string, options: CommentOptions): Promise<void> =>
  say(around, review, options, {
    type: 'ReviewResubmitted',
    words: ({ person }) => `${person} puts it before its reviewers again.`,
  });

function say(
  around: Surroundings,
  review: string,
  options: CommentOptions,
  { type, answer, words }: Saying,
): Promise<void> {
  return withTargetReads(around, options, async (target, reads) => {
    const speaker = await speakerOn(reads, options);
    const report = await reads.review(review);
    if (report === undefined) throw await unknownReview(reads, review);
    const fact = reviewFact(type, { review, answer, comment: options.comment }, speaker, around.now);
    const told = await publishAndTell(target, reads, review, fact);
    for (const line of [words(speaker, report), ...told]) around.terminal.out(printable(line));
  });
}

function isAsked({ actor }: Speaker, { reviewers }: ReviewReport): boolean {
  const voice = { names: new Set(actor.names.map((name) => name.toLowerCase())), teams: actor.teams };
  return reviewers.some(({ reviewer }) => answersFor(voice, reviewer));
}
