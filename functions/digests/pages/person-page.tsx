/** A person, for people inside: their teams and roles, and what waits for them. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { PEOPLE } from '../../catalog/model/lists.ts';
import { readStates } from '../../catalog/store/states.ts';
import { dueAddress, pageAddress } from '../../kernel/model/addresses.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { plural } from '../../outline/plural.ts';
import { answersFor, delegatesOf } from '../../reviews/model/reviewers.ts';
import { readReviews } from '../../reviews/store/reviews.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Known, Named, Part } from '../../site/look/parts.tsx';
import { Say } from '../../site/look/say.tsx';
import { Moment } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';

const personReport = lazy(() =>
  z.object({
    person: z.string(),
    name: z.string(),
    email: z.string().optional(),
    accounts: z.array(z.string()),
    roles: z.array(z.string()),
    retiredAt: z.string().optional(),
    /** The teams they speak for, with what they are there. */
    teams: z.array(z.object({ team: z.string(), title: z.string(), roles: z.array(z.string()) })),
    /** Reviews that wait for their answer, the one whose time ends first before the others. */
    reviews: z.array(
      z.object({
        review: z.string(),
        subject: z.string(),
        timeLeft: z.string(),
        lapsesAt: z.string().optional(),
      }),
    ),
  }),
);
type PersonReport = Output<typeof personReport>;

async function readPerson(store: Store, id: string, now: string): Promise<PersonReport | undefined> {
  const state = (await readStates(store, 'person', [id])).get(id);
  if (state === undefined) return undefined;
  const { person, name = person, email, accounts = [], roles = [], teams: ids = [], retiredAt } = state;
  const teams = await readStates(store, 'team', ids);
  const own = delegatesOf([state])(`person:${person}`);
  const waiting = (await readReviews(store, now)).filter(
    ({ turn, reviewers }) =>
      turn === 'reviewers' &&
      reviewers.some(({ reviewer, said }) => said === undefined && answersFor(own, reviewer)),
  );
  return {
    person,
    name,
    ...(email === undefined ? {} : { email }),
    accounts,
    roles,
    ...(retiredAt === undefined ? {} : { retiredAt }),
    teams: ids.map((team) => {
      const { title = team, contacts = {} } = teams.get(team) ?? {};
      const held = Object.entries(contacts).flatMap(([role, who]) => (who === person ? [role] : []));
      return { team, title, roles: held };
    }),
    reviews: waiting
      .toSorted((a, b) => ((a.lapsesAt ?? '~') < (b.lapsesAt ?? '~') ? -1 : 1))
      .map(({ review, subject, timeLeft, lapsesAt }) => ({
        review,
        subject,
        timeLeft,
        ...(lapsesAt === undefined ? {} : { lapsesAt }),
      })),
  };
}

const Waiting = ({ reviews }: Pick<PersonReport, 'reviews'>) => (
  <Part id="waiting" title="Reviews that wait for them" count={reviews.length}>
    {reviews.length === 0 && <Empty>No review waits for them.</Empty>}
    <ul class="rows">
      {reviews.map(({ review, subject, timeLeft, lapsesAt }) => (
        <li key={review}>
          <Named of="review" id={review}>
            {subject}
          </Named>
          <span class="beside">
            {timeLeft}
            {lapsesAt !== undefined && (
              <>
                , until <Moment at={lapsesAt} />
              </>
            )}
          </span>
          <Say action="answer-review" fields={{ review }}>
            Answer
          </Say>
        </li>
      ))}
    </ul>
  </Part>
);

const PersonPage = (it: PersonReport) => (
  <Layout
    title={it.name}
    above={[{ label: 'Teams', address: '/teams' }]}
    lead={
      it.retiredAt === undefined
        ? `In ${plural(it.teams.length, 'team')}; ${plural(it.reviews.length, 'review')} ${it.reviews.length === 1 ? 'waits' : 'wait'} for an answer.`
        : 'No longer in the catalog. What they said stays.'
    }
  >
    <Waiting reviews={it.reviews} />
    <Part id="teams" title="Teams" count={it.teams.length}>
      <ul class="rows">
        {it.teams.map(({ team, title, roles }) => (
          <li key={team}>
            <Named of="team" id={team}>
              {title}
            </Named>
            <span class="beside">{roles.join(', ')}</span>
            <a href={dueAddress(team)}>what is due</a>
          </li>
        ))}
      </ul>
    </Part>
    <Known
      rows={[
        ['For the whole organisation', it.roles.length > 0 && it.roles.join(', ')],
        ['Accounts', it.accounts.length > 0 && it.accounts.join(', ')],
        ['E-mail', it.email !== undefined && <a href={`mailto:${it.email}`}>{it.email}</a>],
        ['In the catalog', <code key="id">{it.person}</code>],
      ]}
    />
    <Formats data={dataAddress(pageAddress('person', it.person))} />
  </Layout>
);

export const person = resource({
  summary: 'A person, for people inside: their teams and roles, and the reviews that wait for them.',
  audience: 'internal',
  query: NO_QUERY,
  value: personReport,
  read: ({ store, ids, now }) => readPerson(store, ids.person ?? '', now),
  known: ({ store }) => listedIds(store, PEOPLE),
  page: PersonPage,
});
