/** How a review is drawn: whose turn it is, how long that still counts, and what to do about it. */
import { plural } from '../../outline/plural.ts';
import { Empty, Named, Reference } from '../../site/look/parts.tsx';
import { Say } from '../../site/look/say.tsx';
import { Day, Moment } from '../../site/look/words.tsx';
import type { ShownReview } from '../model/report.ts';

export type Seen = Omit<ShownReview, 'reviewers' | 'others' | 'history' | 'url' | 'requestedBy'>;

/** `no-longer-blocking` looks like neither waiting nor approved. */
export const STATES: Readonly<Record<Seen['state'], string>> = {
  waiting: 'waits for its reviewers',
  returned: 'is back with its author',
  answered: 'answered',
  'no-longer-blocking': 'no longer blocking, and not approved',
};

const isLate = ({ state, isDueSoon }: Seen) => state === 'waiting' && isDueSoon;

/** `2 full business days and 5 h left`, and when that is over. */
export const Countdown = ({ it }: { it: Seen }) => {
  if (it.state === 'answered') return <>Everybody has answered.</>;
  if (it.state === 'returned') return <>The author’s turn: {it.timeLeft}.</>;
  if (it.state === 'no-longer-blocking')
    return (
      <>
        Holds nothing up since {it.lapsedAt !== undefined && <Moment at={it.lapsedAt} />}. It can still be
        answered.
      </>
    );
  if (it.lapsesAt === undefined) return <>The reviewers’ turn, for as long as it takes.</>;
  return (
    <>
      The reviewers’ turn: <strong class={isLate(it) ? 'late' : undefined}>{it.timeLeft}</strong>, until{' '}
      <Moment at={it.lapsesAt} />
    </>
  );
};

export const StateTag = ({ it }: { it: Seen }) => (
  <span class={isLate(it) ? 'tag streak' : 'tag'}>{isLate(it) ? 'almost over' : STATES[it.state]}</span>
);

/** Who has not answered yet, for people inside. */
const waitingFor = ({ reviewers = [] }: ShownReview) => reviewers.filter(({ said }) => said === undefined);

export const ReviewList = ({
  reviews,
  inside,
}: {
  reviews: readonly Seen[];
  inside: readonly ShownReview[];
}) => (
  <ul class="rows tall">
    {reviews.map((it) => {
      const whole = inside.find(({ review }) => review === it.review);
      const open = whole === undefined ? [] : waitingFor(whole);
      return (
        <li key={it.review}>
          <h3>
            <Named of="review" id={it.review}>
              {whole?.subject ?? it.subject}
            </Named>{' '}
            <StateTag it={it} />
          </h3>
          <p>
            <Countdown it={it} />
          </p>
          <ul class="facts">
            {it.classTitle !== (whole?.subject ?? it.subject) && <li>{it.classTitle}</li>}
            {it.team !== undefined && (
              <li>
                <Named of="team" id={it.team} />
              </li>
            )}
            {it.feature !== undefined && (
              <li>
                <Named of="feature" id={it.feature} />
              </li>
            )}
            <li>
              {it.answered} of {plural(it.asked, 'reviewer')} answered
            </li>
            <li>
              asked for <Day at={it.requestedAt} />
            </li>
            {open.length > 0 && it.turn === 'reviewers' && (
              <li>
                waits for{' '}
                {open.map(({ reviewer }, at) => (
                  <span key={reviewer}>
                    {at > 0 && ', '}
                    <Reference to={reviewer} />
                  </span>
                ))}
              </li>
            )}
          </ul>
        </li>
      );
    })}
  </ul>
);

/** What is to do about a review, by whose turn it is. */
export const Remedy = ({ it }: { it: Seen }) => {
  if (it.state === 'answered') return null;
  if (it.turn === 'author')
    return (
      <p class="remedy">
        <strong>What to do:</strong> its author changes it and asks again:{' '}
        <code>review resubmit {it.review}</code>
      </p>
    );
  return (
    <p class="remedy">
      <strong>What to do:</strong> approve, comment, object, or say that there is nothing to note:{' '}
      <code>review answer {it.review} approve</code>{' '}
      <Say action="answer-review" fields={{ review: it.review }}>
        Answer
      </Say>
    </p>
  );
};

export const NoReviews = () => (
  <Empty>
    No review is open. <code>review request</code> asks for one, and finds its reviewers by the class of the
    change.
  </Empty>
);
