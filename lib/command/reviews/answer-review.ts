/** `review answer`, `review return` and `review resubmit`, and what they share with `review request`. */
import { didYouMean } from '../../../events/nearest.ts';
import type { ReviewAnswer } from '../../../functions/catalog/model/review.ts';
import type { ReviewReport } from '../../../functions/reviews/model/report.ts';
import { answersFor } from '../../../functions/reviews/model/reviewers.ts';
import { CommandMisusedError, CommandRefusedError } from '../input-error.ts';
import { type StatingOptions, withTargetReads } from '../open-target.ts';
import { type Speaker, saidFact, speakerOf } from '../speaker.ts';
import type { OutgoingFact, Target, TargetReads } from '../target.ts';
import { ended, printable, type Surroundings } from '../terminal.ts';
import { reviewText, SPOKEN } from './show-reviews.ts';

export interface CommentOptions extends SpeakingOptions {
  readonly comment?: string;
}

/** What a speaker does, in words. */
type InWords = (speaker: Speaker, report: ReviewReport) => string;

/** @throws {CommandMisusedError} {InputError} */
export function runAnswer(
  around: Surroundings,
  review: string,
  answer: ReviewAnswer,
  options: CommentOptions,
): Promise<void> {
  if (answer === 'object' && !options.comment)
    throw new CommandMisusedError('An objection needs what to change: --comment "the price is wrong".');
  const words: InWords = (speaker, report) =>
    `${speaker.person} ${SPOKEN[answer]}.${isAsked(speaker, report) ? '' : ' They are not a reviewer, so it is shown beside the answers of the reviewers.'}`;
  return say(around, { review, answer }, options, 'ReviewAnswered', words);
}

/** @throws {CommandRefusedError} {InputError} when they have not answered */
export const runWithdrawAnswer = (
  around: Surroundings,
  review: string,
  options: CommentOptions,
): Promise<void> =>
  withTargetReads(around, options, async (target, reads) => {
    const speaker = await speakerOn(reads, options);
    const report = await reads.review(review);
    if (report === undefined) throw await unknownReview(reads, review);
    const by = answeredAs(speaker, report);
    if (by === undefined)
      throw new CommandRefusedError(`Nothing was recorded: ${speaker.person} has not answered ${review}.`);
    const said = { review, by, comment: options.comment };
    const fact = saidFact('ReviewAnswerWithdrawn', 'review', said, speaker, around.now);
    const lines = await publishAndShow(target, reads, review, fact);
    for (const line of [`${speaker.person} takes their answer back.`, ...lines])
      around.terminal.out(printable(line));
  });

/** The reference under which their last answer was given. */
function answeredAs(
  { actor }: Speaker,
  { reviewers, others, submittedAt }: ReviewReport,
): string | undefined {
  const all = [...reviewers.flatMap(({ said }) => said ?? []), ...others];
  const own = all.filter(({ by, at }) => by !== undefined && actor.names.includes(by) && at >= submittedAt);
  return own.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.by;
}

/** @throws {InputError} */
export const runReturn = (around: Surroundings, review: string, options: CommentOptions): Promise<void> =>
  say(
    around,
    { review },
    options,
    'ReviewReturned',
    ({ person }) => `${person} gives it back to its author.`,
  );

/** @throws {InputError} */
export const runResubmit = (around: Surroundings, review: string, options: CommentOptions): Promise<void> => {
  const words: InWords = ({ person }) => `${person} puts it before its reviewers again.`;
  return say(around, { review }, options, 'ReviewResubmitted', words);
};

const say = (
  around: Surroundings,
  said: { readonly review: string; readonly answer?: ReviewAnswer },
  options: CommentOptions,
  type: 'ReviewAnswered' | 'ReviewReturned' | 'ReviewResubmitted',
  words: InWords,
): Promise<void> =>
  withTargetReads(around, options, async (target, reads) => {
    const speaker = await speakerOn(reads, options);
    const report = await reads.review(said.review);
    if (report === undefined) throw await unknownReview(reads, said.review);
    const fact = saidFact(type, 'review', { ...said, comment: options.comment }, speaker, around.now);
    const lines = await publishAndShow(target, reads, said.review, fact);
    for (const line of [words(speaker, report), ...lines]) around.terminal.out(printable(line));
  });

function isAsked({ actor }: Speaker, { reviewers }: ReviewReport): boolean {
  const delegate = { names: new Set(actor.names.map((name) => name.toLowerCase())), teams: actor.teams };
  return reviewers.some(({ reviewer }) => answersFor(delegate, reviewer));
}

export interface SpeakingOptions extends StatingOptions {
  /** Who speaks, as the catalog knows them; git's e-mail address where absent. */
  readonly as?: string;
}

/** @throws {CommandRefusedError} {CommandMisusedError} */
export const speakerOn = (reads: TargetReads, { as }: SpeakingOptions): Promise<Speaker> =>
  speakerOf(reads, as, (because) => new CommandRefusedError(ended(`Nothing was recorded: ${because}`)));

/** Sends a fact. @returns the status of the review or, where it is recorded later, that it was sent */
export async function publishAndShow(
  target: Target,
  reads: TargetReads,
  review: string,
  fact: OutgoingFact,
): Promise<string[]> {
  await target.publish([fact], () => {});
  const report = (await target.settled()) ? await reads.review(review) : undefined;
  return report === undefined ? ['It is sent, and recorded in a moment.'] : reviewText(report);
}

/** Suggests the review that was probably meant. */
async function unknownReview(reads: TargetReads, id: string): Promise<CommandRefusedError> {
  const open = (await reads.reviews()).reviews.map(({ review }) => review);
  const hint = didYouMean(id, open, ', `review list` shows the open ones.');
  return new CommandRefusedError(`Nothing was recorded: no review ${id} is open${hint}`);
}
