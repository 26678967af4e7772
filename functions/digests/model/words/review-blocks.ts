/** The section of a digest about reviews: whose turn it is, and until when they hold anything up. */

import { type Line, line, strong } from '../../../outline/line.ts';
import type { Block } from '../../../outline/shape.ts';
import type { OpenReview } from '../items.ts';
import type { Digest, SectionName } from '../model.ts';
import { momentInWords } from './period-words.ts';
import { ofTeam } from './shipping-blocks.ts';

export const reviewsBlock = (digest: Digest): Block<SectionName> => ({
  name: 'reviews',
  heading: 'Reviews',
  lines: digest.reviews.items.map((item) => reviewLine(digest, item)),
  left: digest.reviews.total - digest.reviews.items.length,
});

function reviewLine(digest: Digest, review: OpenReview): Line {
  const team = review.team === undefined ? undefined : ofTeam(digest, review.team);
  return line`${strong(review.subject)}${team}, ${review.changeClass}: ${standing(review, digest.zone)}`;
}

function standing({ state, turn, lapsesAt, lapsedAt }: OpenReview, zone: string): Line {
  if (state === 'no-longer-blocking') return lapsedWords(lapsedAt, zone);
  if (turn === 'author') return line`the author’s turn; the clock stands still.`;
  return waitingWords(lapsesAt, zone);
}

/** Lapsing is not approving: that is said every time. */
export const lapsedWords = (lapsedAt: string | undefined, zone: string): Line =>
  lapsedAt === undefined
    ? line`no longer blocking, and not approved.`
    : line`no longer blocking since ${momentInWords(lapsedAt, zone)}, and not approved.`;

export const waitingWords = (lapsesAt: string | undefined, zone: string): Line =>
  lapsesAt === undefined
    ? line`the reviewers’ turn, for as long as it takes.`
    : line`the reviewers’ turn until ${momentInWords(lapsesAt, zone)}; from then on it is no longer blocking.`;
