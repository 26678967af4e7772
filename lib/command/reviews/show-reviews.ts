/** Reviews as text, and `review list`: whose turn it is, how much time is left, and what was answered. */
import { dayOf } from '../../../functions/grades/model/star.ts';
import type { ReviewReport, Said } from '../../../functions/reviews/model/report.ts';
import { ANSWER_WORDS } from '../../../functions/reviews/model/review-statements.ts';
import { audienceFacts } from '../digests/teams.ts';
import { withReads } from '../open-target.ts';
import type { TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';

/** The lines of one review, the first of them its name. */
export function reviewText(report: ReviewReport): string[] {
  const { review, subject, classTitle, isKnownClass, team, requestedAt, requestedBy, url } = report;
  const by = requestedBy === undefined ? '' : ` by ${requestedBy}`;
  const kind = isKnownClass ? classTitle : `${classTitle}, a class that the rubric does not name`;
  return [
    `${review}: ${subject}`,
    `  ${kind}${team === undefined ? '' : `, team ${team}`}, requested on ${dayOf(requestedAt)}${by}`,
    ...(url === undefined ? [] : [`  ${url}`]),
    `  ${turnText(report)}`,
    ...report.reviewers.map(({ reviewer, said }) => `  ${reviewer} ${saidText(said, reviewer)}`),
    ...report.others.map((said) => `  also ${said.by ?? 'somebody'} ${saidText(said, said.by)}`),
    ...(report.stepsOmitted === 0
      ? []
      : [`  and ${report.stepsOmitted} earlier steps, which are not stored`]),
  ];
}

/** `The reviewers’ turn since 2024-03-08: 2 full business days and 5 h left` */
export function turnText({ state, turnSince, timeLeft }: ReviewReport): string {
  const since = dayOf(turnSince);
  switch (state) {
    case 'waiting':
      return `The reviewers’ turn since ${since}: ${timeLeft}`;
    case 'returned':
      return `The author’s turn since ${since}: ${timeLeft}`;
    case 'answered':
      return `Answered by everybody since ${since}`;
    case 'no-longer-blocking':
      return `No longer blocking, and not approved: it ${timeLeft}`;
  }
}

function saidText(said: Said | undefined, as: string | undefined): string {
  if (said === undefined) return 'has not answered yet';
  const { answer, at, by, comment, isLate } = said;
  const who = by === undefined || by === as ? '' : ` through ${by}`;
  return `${ANSWER_WORDS[answer]}${who} (${dayOf(at)}${isLate ? ', late' : ''})${comment === undefined ? '' : `: ${comment}`}`;
}

export interface ListOptions extends TargetOptions {
  readonly team?: string;
  readonly json?: boolean;
}

/** @throws {InputError} */
export function runList(around: Surroundings, options: ListOptions): Promise<void> {
  const { out } = around.terminal;
  const { team: wanted, json } = options;
  return withReads(around, options, async (reads) => {
    const reviews = (await reads.reviews()).reviews.filter(
      ({ team }) => wanted === undefined || team === wanted,
    );
    if (reviews.length === 0 && wanted !== undefined) {
      const { unknown } = await audienceFacts(reads, { team: wanted });
      if (unknown !== undefined) throw unknown;
    }
    if (json) out(printableJson({ reviews }));
    else if (reviews.length === 0)
      out(printable(`No review${wanted === undefined ? '' : ` of team ${wanted}`} is open.`));
    else out(reviews.map((each) => reviewText(each).map(printable).join('\n')).join('\n\n'));
  });
}
