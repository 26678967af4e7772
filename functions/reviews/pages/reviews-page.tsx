/** Open reviews: whose turn each is, and how long it still holds anything up. */
import * as z from 'zod';
import { id } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Formats, Part, Table } from '../../site/look/parts.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { inBusinessDays } from '../model/clock.ts';
import { type ShownReview, shownOf, shownReviews } from '../model/report.ts';
import type { ReviewRules } from '../model/rules.ts';
import { readReviewsAnswer } from '../store/reviews.ts';
import { NoReviews, ReviewList, type Seen } from './review-parts.tsx';

const GROUPS = [
  { state: 'waiting', title: 'Wait for their reviewers', of: 'for its reviewers' },
  { state: 'returned', title: 'Back with their authors', of: 'for its author' },
  { state: 'no-longer-blocking', title: 'No longer blocking', of: 'for nobody any more' },
] as const;

/** `2 wait for their reviewers, 1 is back with its author, 1 is no longer blocking.` */
function leadOf(reviews: readonly Seen[]): string {
  const count = (state: Seen['state']) => reviews.filter((each) => each.state === state).length;
  const [waiting, returned, lapsed] = [count('waiting'), count('returned'), count('no-longer-blocking')];
  const words = [
    ...(waiting === 0 ? [] : [`${waiting} ${waiting === 1 ? 'waits for its' : 'wait for their'} reviewers`]),
    ...(returned === 0
      ? []
      : [`${returned} ${returned === 1 ? 'is back with its author' : 'are back with their authors'}`]),
    ...(lapsed === 0
      ? []
      : [`${lapsed} no longer ${lapsed === 1 ? 'blocks' : 'block'}, without being approved`]),
  ];
  const said = words.length === 0 ? '' : `${words.join(', ')}. `;
  return `${said}A review never stops anyone for good, unless it is about something that reaches very many people.`;
}

/** The one whose time ends first comes first; then those that asked first. */
const byEnd = (a: Seen, b: Seen) => ((a.lapsesAt ?? '~') < (b.lapsesAt ?? '~') ? -1 : 1);

const Rules = ({ rules }: { rules: ReviewRules }) => (
  <Part id="rules" title="How long each class waits">
    <Table caption="Classes of change" head={['Class', 'Reviewers', 'Waits for']}>
      {rules.classes.map(({ changeClass, title, reviewers, fullBusinessDays }) => (
        <tr key={changeClass}>
          <th scope="row">{title}</th>
          <td>{reviewers.join(', ')}</td>
          <td>
            {fullBusinessDays === undefined ? 'an answer, however long' : inBusinessDays(fullBusinessDays)}
          </td>
        </tr>
      ))}
    </Table>
  </Part>
);

interface Shown {
  readonly reviews: readonly Seen[];
  readonly rules: ReviewRules;
}

const ReviewsPage = ({ reviews, rules }: Shown, inside: readonly ShownReview[]) => (
  <Layout title="Reviews" here="/reviews" lead={leadOf(reviews)}>
    {reviews.length === 0 && <NoReviews />}
    {GROUPS.map(({ state, title }) => {
      const own = reviews.filter((each) => each.state === state).toSorted(byEnd);
      return own.length === 0 ? null : (
        <Part key={state} id={state} title={title} count={own.length}>
          <ReviewList reviews={own} inside={inside} />
        </Part>
      );
    })}
    <Rules rules={rules} />
    <Formats data={dataAddress('/reviews')} />
  </Layout>
);

const reviewsQuery = lazy(() => z.object({ team: id().optional() }));

export const reviews = resource({
  summary:
    'Reviews that wait, and those that no longer block: whose turn it is, until when, and by which rules.',
  query: reviewsQuery,
  value: shownReviews,
  read: async ({ store, now, query: { team } }) => {
    const { reviews: all, rules } = await readReviewsAnswer(store, now);
    const own = all.filter((each) => team === undefined || each.team === team);
    return { total: own.length, reviews: own.map((each) => shownOf(each, now)), rules };
  },
  page: (shown, { inside }) => ReviewsPage(shown, inside?.reviews ?? []),
});
