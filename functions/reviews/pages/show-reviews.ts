/** Reviews: as a page for everyone, and with names as JSON for programs. */

import type { HttpEvent } from '../../kernel/http/answers.ts';
import { json, page, RequestRefusedError } from '../../kernel/http/answers.ts';
import { idOf } from '../../kernel/model/addresses.ts';
import { document } from '../../site/look/document.tsx';
import { publicReview, type ReviewReport, type ReviewsAnswer } from '../model/report.ts';
import { ReviewsPage } from './reviews-page.tsx';

export interface ReviewReads {
  reviews(): Promise<ReviewsAnswer>;
  /** Also one that was answered. */
  review(id: string): Promise<ReviewReport | undefined>;
}

const reviewUnknown = () =>
  new RequestRefusedError(404, 'REVIEW_UNKNOWN', 'Nobody has asked for a review of this name.');

/** What is for everyone. */
export const showReviews = (reads: ReviewReads) => async () =>
  page(document(ReviewsPage({ reviews: (await reads.reviews()).reviews.map(publicReview) })));

/** What is for people inside, who hold the token: with names. */
export const reviewsAsJson = (reads: ReviewReads) => async () => json(await reads.reviews());

export const reviewAsJson =
  (reads: ReviewReads) =>
  async ({ pathParameters }: HttpEvent) => {
    const id = idOf(pathParameters?.review);
    const found = id === undefined ? undefined : await reads.review(id);
    if (found === undefined) throw reviewUnknown();
    return json(found);
  };
