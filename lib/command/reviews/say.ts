/** Saying something of a review: what all commands that do have in common. */
import { didYouMean } from '../../../events/nearest.ts';
import { InputError } from '../input-error.ts';
import { type Speaker, saidFact, speakerOf } from '../speaker.ts';
import type { GradeReads, OutgoingFact, Target, TargetOptions } from '../target.ts';
import { reviewText } from './review-text.ts';

export interface SpeakingOptions extends TargetOptions {
  /** Who speaks, as the catalog knows them; git's e-mail address where absent. */
  readonly as?: string;
}

/** Why nothing was said, and what to do. */
export class ReviewRefusedError extends InputError {
  override readonly name = 'ReviewRefusedError';
}

/** @throws {ReviewRefusedError} {CommandMisusedError} */
export const speakerOn = (reads: GradeReads, { as }: SpeakingOptions): Promise<Speaker> =>
  speakerOf(reads, as, (because) => new ReviewRefusedError(`Nothing was said: ${because}.`));

type ReviewFact = 'ReviewRequested' | 'ReviewAnswered' | 'ReviewReturned' | 'ReviewResubmitted';

/** @throws {CommandMisusedError} when the fact would not be understood, which names the option that is off */
export const reviewFact = (
  type: ReviewFact,
  fields: Readonly<Record<string, unknown>>,
  speaker: Speaker,
  now: string,
): OutgoingFact => saidFact(type, 'review', fields, speaker, now);

/** Sends it, and tells how the review stands where that can be known at once. */
export async function publishAndTell(
  target: Target,
  reads: GradeReads,
  review: string,
  fact: OutgoingFact,
): Promise<string[]> {
  await target.publish([fact], () => {});
  const report = (await target.settled()) ? await reads.review(review) : undefined;
  return report === undefined ? ['It is sent, and recorded in a moment.'] : reviewText(report);
}

/** Names the review that was probably meant. */
export async function unknownReview(reads: GradeReads, id: string): Promise<ReviewRefusedError> {
  const open = (await reads.reviews()).reviews.map(({ review }) => review);
  const hint = didYouMean(id, open, ', `review list` shows the open ones');
  return new ReviewRefusedError(`Nothing was said: no review ${id} is open${hint}`);
}
