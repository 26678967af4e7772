/** `review answer`, `review return` and `review resubmit`, and what they share with `review request`. */
import { didYouMean } from '../../../events/nearest.ts';
import type { ReviewAnswer } from '../../../functions/catalog/model/review.ts';
import type { Statement } from '../../../functions/catalog/model/statements/statement.ts';
import type { ReviewReport } from '../../../functions/reviews/model/report.ts';
import {
  answered,
  answerTakenBack,
  resubmitted,
  returned,
} from '../../../functions/reviews/model/review-statements.ts';
import { CommandMisusedError, type CommandRefusedError } from '../input-error.ts';
import { type StatingOptions, withTargetReads } from '../open-target.ts';
import { type Speaker, speakerOf } from '../speaker.ts';
import { asCommand, factsOf, refusal } from '../statements/statement.ts';
import type { OutgoingFact, Target, TargetReads } from '../target.ts';
import { ended, printable, type Surroundings } from '../terminal.ts';
import { reviewText } from './show-reviews.ts';

export interface CommentOptions extends SpeakingOptions {
  readonly comment?: string;
}

/** @throws {CommandMisusedError} {InputError} */
export function runAnswer(
  around: Surroundings,
  review: string,
  answer: ReviewAnswer,
  options: CommentOptions,
): Promise<void> {
  const { comment } = options;
  if (answer === 'object' && !comment)
    throw new CommandMisusedError('An objection needs what to change: --comment "the price is wrong".');
  return say(around, review, options, (speaker, report) => answered(speaker, report, { answer, comment }));
}

/** @throws {CommandRefusedError} {InputError} when they have not answered */
export const runWithdrawAnswer = (
  around: Surroundings,
  review: string,
  options: CommentOptions,
): Promise<void> =>
  say(around, review, options, (speaker, report) => answerTakenBack(speaker, report, options));

/** @throws {InputError} */
export const runReturn = (around: Surroundings, review: string, options: CommentOptions): Promise<void> =>
  say(around, review, options, (_speaker, report) => returned(report, options));

/** @throws {InputError} */
export const runResubmit = (around: Surroundings, review: string, options: CommentOptions): Promise<void> =>
  say(around, review, options, (_speaker, report) => resubmitted(report, options));

const say = (
  around: Surroundings,
  review: string,
  options: CommentOptions,
  make: (speaker: Speaker, report: ReviewReport) => Statement,
): Promise<void> =>
  withTargetReads(around, options, async (target, reads) => {
    const speaker = await speakerOn(reads, options);
    const report = await reads.review(review);
    if (report === undefined) throw await unknownReview(reads, review);
    const said = await asCommand(undefined, async () => make(speaker, report));
    const facts = factsOf(said, 'review', speaker, undefined, around.now);
    const lines = await publishAndShow(target, reads, review, facts);
    const next = said.next === undefined ? '' : ` ${ended(said.next)}`;
    const line = `${ended(`${speaker.person} ${said.words}`)}${next}`;
    for (const each of [line, ...lines]) around.terminal.out(printable(each));
  });

export interface SpeakingOptions extends StatingOptions {
  /** Who speaks, as the catalog knows them; git's e-mail address where absent. */
  readonly as?: string;
}

/** @throws {CommandRefusedError} {CommandMisusedError} */
export const speakerOn = (reads: TargetReads, { as }: SpeakingOptions): Promise<Speaker> =>
  speakerOf(reads, as, refusal);

/** Sends facts. @returns the status of the review or, where it is recorded later, that it was sent */
export async function publishAndShow(
  target: Target,
  reads: TargetReads,
  review: string,
  facts: readonly OutgoingFact[],
): Promise<string[]> {
  await target.publish(facts, () => {});
  const report = (await target.settled()) ? await reads.review(review) : undefined;
  return report === undefined ? ['It is sent, and recorded in a moment.'] : reviewText(report);
}

/** Suggests the review that was probably meant. */
async function unknownReview(reads: TargetReads, id: string): Promise<CommandRefusedError> {
  const open = (await reads.reviews()).reviews.map(({ review }) => review);
  const hint = didYouMean(id, open, ', `review list` shows the open ones.');
  return refusal(`no review ${id} is open${hint}`);
}
