/** One review: whose turn it is, what was asked of whom, and what was said since. */
import { REVIEWS } from '../../catalog/model/lists.ts';
import { pageAddress } from '../../kernel/model/addresses.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Formats, Known, Named, Part, Reference, Table } from '../../site/look/parts.tsx';
import { Sayings } from '../../site/look/say.tsx';
import { Moment } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { type ShownReview, shownOf, shownReview } from '../model/report.ts';
import { readReviewHistory } from '../store/reviews.ts';
import { Countdown, Remedy, type Seen, StateTag } from './review-parts.tsx';

const WORDS: Readonly<Record<string, string>> = {
  submitted: 'asked for',
  returned: 'went back to its author',
  approve: 'approved',
  comment: 'commented',
  object: 'objected',
  'nothing-to-note': 'nothing to note',
};

const inWords = (what: string) => WORDS[what] ?? what;

const Reviewers = ({ reviewers = [] }: Pick<ShownReview, 'reviewers'>) => (
  <Part id="reviewers" title="Reviewers" count={reviewers.length}>
    <Table caption="Who was asked" head={['Who', 'Answer', 'When', 'In their words']}>
      {reviewers.map(({ reviewer, said }) => (
        <tr key={reviewer}>
          <th scope="row">
            <Reference to={reviewer} />
          </th>
          <td>{said === undefined ? <span class="beside">not yet</span> : inWords(said.answer)}</td>
          <td>
            {said !== undefined && <Moment at={said.at} />}
            {said?.isLate && <span class="beside"> when it no longer blocked</span>}
          </td>
          <td>{said?.comment}</td>
        </tr>
      ))}
    </Table>
  </Part>
);

const History = ({
  history,
  stepsOmitted,
}: Pick<ShownReview, 'stepsOmitted'> & { history: NonNullable<ShownReview['history']> }) => (
  <Part id="history" title="History" count={history.length + stepsOmitted}>
    <ol class="rows">
      {history.map(({ at, what, by, comment }) => (
        <li key={`${at} ${what} ${by}`}>
          <Moment at={at} /> {inWords(what)} {by !== undefined && <Reference to={by} />}
          {comment !== undefined && <span class="beside">{comment}</span>}
        </li>
      ))}
    </ol>
    {stepsOmitted > 0 && <p class="beside">{plural(stepsOmitted, 'earlier step')} are not stored.</p>}
  </Part>
);

const ReviewPage = (it: Seen, inside: ShownReview | undefined) => (
  <Layout
    title={inside?.subject ?? it.subject}
    above={[{ label: 'Reviews', address: '/reviews' }]}
    lead={<Countdown it={it} />}
  >
    <p>
      <StateTag it={it} />
    </p>
    <Remedy it={it} />
    <Sayings
      about={{ review: it.review }}
      actions={{
        'answer-review': 'Answer',
        'return-review': 'Give it back',
        'resubmit-review': 'Submit it again',
        'withdraw-answer': 'Take my answer back',
      }}
    />
    <Known
      rows={[
        ['Class', it.isKnownClass ? it.classTitle : `${it.classTitle}, which the rules do not name`],
        ['Team', it.team !== undefined && <Named of="team" id={it.team} />],
        ['Feature', it.feature !== undefined && <Named of="feature" id={it.feature} />],
        ['Asked for', <Moment key="asked" at={it.requestedAt} />],
        ['By', inside?.requestedBy !== undefined && <Reference to={inside.requestedBy} />],
        ['Last submitted', it.submittedAt !== it.requestedAt && <Moment at={it.submittedAt} />],
        ['The draft', inside?.url !== undefined && <a href={inside.url}>where it is</a>],
        ['Answers', `${it.answered} of ${plural(it.asked, 'reviewer')}`],
        [
          'No longer blocking',
          it.neverLapses
            ? 'never: it waits until it is answered'
            : it.lapsesAt !== undefined && <Moment at={it.lapsesAt} />,
        ],
      ]}
    />
    {inside === undefined ? (
      <p class="beside">Who was asked and what they said is shown to people of this organisation.</p>
    ) : (
      <Reviewers reviewers={inside.reviewers} />
    )}
    {inside?.history !== undefined && <History history={inside.history} stepsOmitted={it.stepsOmitted} />}
    <Formats data={dataAddress(pageAddress('review', it.review))} />
  </Layout>
);

export const review = resource({
  summary:
    'One review: whose turn it is, until when it blocks, and for people inside who was asked and what they said.',
  query: NO_QUERY,
  value: shownReview,
  read: async ({ store, ids, now }) => {
    const found = await readReviewHistory(store, ids.review ?? '', now);
    return found && { ...shownOf(found.report, now), history: [...found.steps] };
  },
  known: ({ store }) => listedIds(store, REVIEWS),
  page: (it, { inside }) => ReviewPage(it, inside),
});
