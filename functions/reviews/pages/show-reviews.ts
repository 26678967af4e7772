/** `GET /api/reviews` and `GET /api/reviews/{review}`: with names, for programs of internal users. */
import { type HttpEvent, json, RequestRefusedError } from '../../kernel/http/answers.ts';
import { idOf } from '../../kernel/model/addresses.ts';
import type { ReviewReport, ReviewsAnswer } from '../model/report.ts';

export interface ReviewReads {
  reviews(): Promise<ReviewsAnswer>;
  /** Also one that was answered. */
  review(id: string): Promise<ReviewReport | undefined>;
}

export const reviewsAsJson = (reads: ReviewReads) => async () => json(await reads.reviews());

export const reviewAsJson =
  (reads: ReviewReads) =>
  async ({ pathParameters }: HttpEvent) => {
    const id = idOf(pathParameters?.review);
    const found = id === undefined ? undefined : await reads.review(id);
    if (found === undefined)
      throw new RequestRefusedError(404, 'REVIEW_UNKNOWN', 'Nobody has asked for a review of this name.');
    return json(found);
  };
