/** What is due: the teams, and for one of them what waits for it. */
import * as z from 'zod';
import { id } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { didYouMean } from '../../../events/nearest.ts';
import { RequestRefusedError } from '../../kernel/http/answers.ts';
import { dueAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Named, Part } from '../../site/look/parts.tsx';
import { Day } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { splitEntity } from '../model/actions.ts';
import { pageLinks } from '../model/confirm-link.ts';
import { type DueAnswer, dueAnswer, dueOf } from '../model/excerpts.ts';
import type { Digest } from '../model/model.ts';
import { outlineOf } from '../model/words/outline.ts';
import { readDue } from '../store/due.ts';
import { readCards } from '../store/teams-report.ts';
import { Blocks, Next } from './outline-parts.tsx';

const shownDue = lazy(() =>
  z.object({
    /** The team that was asked for. */
    team: z.string().optional(),
    /** All of them, where none was. */
    teams: z.array(z.object({ team: z.string(), title: z.string() })),
    ...dueAnswer().partial().shape,
  }),
);
type ShownDue = Output<typeof shownDue>;

const TeamsPage = ({ teams }: Pick<ShownDue, 'teams'>) => (
  <Layout
    title="What is due"
    here="/due"
    lead="Steps, reviews, launches and records that wait for somebody, team by team."
  >
    {teams.length === 0 ? (
      <Empty>No team is registered yet.</Empty>
    ) : (
      <Part id="teams" title="Teams" count={teams.length}>
        <ul class="rows">
          {teams.map(({ team, title }) => (
            <li key={team}>
              <a href={dueAddress(team)}>{title}</a>
            </li>
          ))}
        </ul>
      </Part>
    )}
    <Formats data={dataAddress('/due')} />
  </Layout>
);

/** `3 things are due, 1 of them overdue` */
function leadOf(due: Digest): string {
  const { reviews, upcoming, unverified, cadence } = due;
  const count = reviews.total + upcoming.total + unverified.total + cadence.total;
  if (count === 0) return 'Nothing is due.';
  const late = [
    ...upcoming.items.filter(({ isOverdue }) => isOverdue),
    ...cadence.items.filter(({ state }) => state === 'overdue'),
  ].length;
  const waits = count === 1 ? 'waits' : 'wait';
  return `${plural(count, 'thing')} ${waits} for somebody${late === 0 ? '.' : `, ${late} of them overdue.`}`;
}

const Records = ({ records, since }: Pick<DueAnswer, 'records' | 'since'>) =>
  records.length === 0 ? null : (
    <Part id="records" title="Records to look at" count={records.length}>
      <p>
        Nobody changed or confirmed them since <Day at={since} />.
      </p>
      <ul class="rows">
        {records.map(({ entity, title, lastSeenAt }) => {
          const [kind, name] = splitEntity(entity);
          return (
            <li key={entity}>
              <Named of={kind === 'team' ? 'team' : 'feature'} id={name}>
                {title}
              </Named>
              <span class="beside">
                {kind}, last looked at on <Day at={lastSeenAt} />
              </span>
            </li>
          );
        })}
      </ul>
    </Part>
  );

function TeamPage({
  team,
  digest,
  records,
  since,
}: { team: string; digest: Digest } & Pick<ShownDue, 'records' | 'since'>) {
  // All of these records are listed below, and the outline has room for some of them.
  const outline = outlineOf({ ...digest, unverified: { items: [], total: 0 } }, pageLinks);
  return (
    <Layout title={`Due: ${digest.title}`} above={[{ label: 'Due', address: '/due' }]} lead={leadOf(digest)}>
      <p>
        <Named of="team" id={team}>
          The page of this team
        </Named>
      </p>
      <Next actions={outline.actions} />
      <Blocks blocks={outline.blocks} />
      {records !== undefined && since !== undefined && <Records records={records} since={since} />}
      <Formats data={dataAddress('/due')} />
    </Layout>
  );
}

const dueQuery = lazy(() => z.object({ team: id().optional() }));

export const due = resource({
  summary:
    'What is due for a team: steps, reviews, launches, and records that nobody looked at; without a team, the teams.',
  query: dueQuery,
  value: shownDue,
  read: async ({ store, now, zone, query: { team } }) => {
    if (team === undefined) {
      const cards = await readCards(store);
      return { teams: cards.map((card) => ({ team: card.id, title: card.title })) };
    }
    const found = await readDue(store, team, now, zone);
    if (found === undefined) {
      const known = (await readCards(store)).map((card) => card.id);
      throw new RequestRefusedError(
        404,
        'TEAM_UNKNOWN',
        `No team ${team} is known here${didYouMean(team, known)}.`,
      );
    }
    return { team, teams: [], ...found, digest: dueOf(found.digest, zone) };
  },
  page: ({ team, teams, digest, records, since }, { inside }) =>
    team === undefined || digest === undefined
      ? TeamsPage({ teams })
      : TeamPage({ team, digest: inside?.digest ?? digest, records, since }),
});
