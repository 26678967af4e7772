/** Open reviews: as a page for everybody, and with names as JSON for internal users. */
import { type HttpEvent, json, page, RequestRefusedError } from '../../kernel/http/answers.ts';
import { idOf } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { document } from '../../site/look/document.tsx';
import { Layout } from '../../site/look/layout.tsx';
import { Day, Moment, sentence } from '../../site/look/words.tsx';
import { type PublicReview, publicReview, type ReviewReport, type ReviewsAnswer } from '../model/report.ts';

const STATES: Readonly<Record<PublicReview['state'], string>> = {
  waiting: 'waits for its reviewers',
  returned: 'is back with its author',
  answered: 'is answered',
  'no-longer-blocking': 'no longer blocking',
};

const TURNS: Readonly<Record<PublicReview['turn'], string>> = {
  reviewers: 'The reviewers’ turn',
  author: 'The author’s turn: the clock stands still',
  nobody: 'Nobody has to wait for it any more. It is not approved',
};

const Review = ({ it }: { it: PublicReview }) => (
  <li class="finding">
    <h2>
      {it.subject} <span class="tag">{STATES[it.state]}</span>
    </h2>
    <p>
      {sentence(TURNS[it.turn])} <strong>{it.turn === 'reviewers' ? sentence(it.timeLeft) : ''}</strong>
    </p>
    <ul class="facts">
      <li>{it.classTitle}</li>
      {it.team !== undefined && <li>{it.team}</li>}
      <li>
        {it.answered} of {plural(it.asked, 'reviewer')} answered
      </li>
      <li>
        asked for <Day at={it.requestedAt} />
      </li>
      {it.lapsesAt !== undefined && (
        <li>
          holds nothing up from <Moment at={it.lapsesAt} /> on
        </li>
      )}
      {it.lapsedAt !== undefined && (
        <li>
          has held nothing up since <Moment at={it.lapsedAt} />
        </li>
      )}
      {it.neverLapses && <li>waits until it is answered</li>}
      {it.stepsOmitted > 0 && <li>{it.stepsOmitted} earlier steps are not shown</li>}
      <li>
        <code>{it.review}</code>
      </li>
    </ul>
  </li>
);

export const ReviewsPage = ({ reviews }: { reviews: readonly PublicReview[] }) => (
  <Layout
    title="Reviews"
    here="/reviews"
    lead="Whose turn it is, and how long a communication still waits for its reviewers. A review never stops anyone for good, unless it is about something that reaches very many people."
  >
    {reviews.length === 0 && <p class="empty">No review is open.</p>}
    <section class="findings" aria-label="Open reviews">
      <ul>
        {reviews.map((it) => (
          <Review key={it.review} it={it} />
        ))}
      </ul>
    </section>
  </Layout>
);

export interface ReviewReads {
  reviews(): Promise<ReviewsAnswer>;
  /** Also one that was answered. */
  review(id: string): Promise<ReviewReport | undefined>;
}

/** The page; only internal users read what each review is about. */
export const showReviews = (reads: ReviewReads, isInternal: boolean) => async () => {
  const { reviews } = await reads.reviews();
  return page(document(ReviewsPage({ reviews: reviews.map((each) => publicReview(each, isInternal)) })));
};

/** For internal users, who hold the token: with names. */
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
