/** Where we are: the first page. What needs somebody comes first, then how the trains and the features stand. */
import type { PublicOf } from '../../../events/visibility.ts';
import { ALL_FEED, digestAddress, dueAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { daysInWords, MILESTONE_WORDS } from '../../verdicts/model/milestones.ts';
import { useFrame } from '../look/frame.ts';
import { Layout } from '../look/layout.tsx';
import { Mark } from '../look/marks.tsx';
import { Empty, Formats, Named, Part } from '../look/parts.tsx';
import { Day, sentence } from '../look/words.tsx';
import { dataAddress } from '../resource/addresses.ts';
import { NO_QUERY, resource } from '../resource/resource.ts';
import { type Overview, overview, readOverview } from './overview.ts';

type Seen = PublicOf<ReturnType<typeof overview>>;
type Train = Seen['trains'][number];

const Last = ({ last }: { last: NonNullable<Train['last']> }) => {
  const { release, version = release, cutAt, judged, shipped, shippedNothing, silent } = last;
  return (
    <>
      <p>
        Last:{' '}
        <strong>
          <Named of="release" id={release}>
            {version}
          </Named>
        </strong>
        <span class="beside">
          {' '}
          cut <Day at={cutAt} />
        </span>
      </p>
      {judged === 0 ? (
        <p class="beside">Nobody was judged in it.</p>
      ) : (
        <p>
          {shipped} of {plural(shipped + shippedNothing, 'project')} shipped
          {shippedNothing > 0 && `, ${shippedNothing} shipped nothing`}.
        </p>
      )}
      {silent.length > 0 && (
        <ul class="silent">
          {silent.map(({ project, title, team, streak }) => (
            <li key={project}>
              <Mark of="verdict" word="shipped-nothing" isTerse />{' '}
              <Named of="project" id={project}>
                {title}
              </Named>{' '}
              <span class="beside">
                <Named of="team" id={team} />
              </span>
              {streak > 1 && <strong class="tag streak">{plural(streak, 'release')} in a row</strong>}
            </li>
          ))}
          {shippedNothing > silent.length && (
            <li class="beside">and {shippedNothing - silent.length} more</li>
          )}
        </ul>
      )}
    </>
  );
};

const Next = ({ next }: { next: NonNullable<Train['next']> }) => {
  const { release, version = release, cutAt, days, isOverdue, milestone } = next;
  return (
    <p>
      Next:{' '}
      <strong>
        <Named of="release" id={release}>
          {version}
        </Named>
      </strong>
      <span class="beside">
        {isOverdue ? ', its cut was planned for ' : ', cut planned for '}
        <Day at={cutAt} />, {daysInWords(days)}
        {isOverdue && ', and nobody has told of it'}
        {milestone !== undefined &&
          milestone.at !== cutAt &&
          `; ${MILESTONE_WORDS[milestone.name].toLowerCase()} ${daysInWords(milestone.days)}`}
        .
      </span>
    </p>
  );
};

const Trains = ({ trains, next }: Pick<Seen, 'trains' | 'next'>) => (
  <Part id="trains" title="Trains" href="/trains">
    <ul class="cards roomy">
      {trains.map((it) => (
        <li key={it.train} class="card">
          <h3>
            <Named of="train" id={it.train} />
          </h3>
          {it.last === undefined ? <p class="beside">No release was judged yet.</p> : <Last last={it.last} />}
          {it.next === undefined ? <p class="beside">Nothing is planned next.</p> : <Next next={it.next} />}
          {it.waiting > 0 && (
            <p>
              <Named of="train" id={it.train}>
                {plural(it.waiting, 'release')} without a plan
              </Named>
            </p>
          )}
        </li>
      ))}
    </ul>
    {next !== undefined && (
      <p>
        <a href="/trains">All trains</a>
      </p>
    )}
  </Part>
);

/** How much of something is there: drawn, beside the numbers that say it. */
const Share = ({ earned, of }: { earned: number; of: number }) => (
  <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="all" width="100" height="8" />
    <rect class="part" width={of === 0 ? 0 : (100 * earned) / of} height="8" />
  </svg>
);

const Grades = ({ grades }: Pick<Seen, 'grades'>) => {
  const { features, earned, of, hasMore, teams, teamsTotal } = grades;
  return (
    <Part
      id="grades"
      title={of === 0 ? 'Features' : `Grades: ${earned} of ${plural(of, 'star')}`}
      href="/matrix"
    >
      <p>
        {hasMore ? `The first ${plural(features, 'feature')}, by team` : plural(features, 'feature')} of{' '}
        {plural(teamsTotal, 'team')}
        {of === 0 ? ', not graded yet.' : '; who has earned the largest part comes first.'}
      </p>
      <ul class="shares">
        {teams.map((it) => (
          <li key={it.team}>
            <Named of="team" id={it.team} />
            <Share earned={it.earned} of={it.of} />
            <span class="beside">
              <a href={`/matrix?team=${encodeURIComponent(it.team)}`}>
                {it.of === 0 ? plural(it.features, 'feature') : `${it.earned} of ${it.of}`}
                <span class="unseen">
                  {it.of === 0 ? '' : ' stars'} of {it.team}
                </span>
              </a>
            </span>
          </li>
        ))}
      </ul>
      {teamsTotal > teams.length && (
        <p>
          <a href="/teams">All teams</a>
        </p>
      )}
    </Part>
  );
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2024-10` as people say it. */
const monthOf = (period: string) => `${MONTHS[Number(period.slice(5, 7)) - 1]} ${period.slice(0, 4)}`;

const About = ({ entity, title }: { entity: string; title: string }) => {
  const [kind, id] = [entity.slice(0, entity.indexOf(':')), entity.slice(entity.indexOf(':') + 1)];
  if (kind !== 'feature' && kind !== 'project' && kind !== 'team') return <>{title}</>;
  return (
    <Named of={kind} id={id}>
      {title}
    </Named>
  );
};

const Changes = ({ changes }: Pick<Seen, 'changes'>) => (
  <Part
    id="changes"
    title={changes === undefined ? 'What changed' : `What changed in ${monthOf(changes.period)}`}
    href={changes && digestAddress(changes.audience, changes.period)}
  >
    {changes === undefined ? (
      <Empty>The first digest says it, when a month has ended.</Empty>
    ) : (
      <>
        <p>
          {plural(changes.shipped, 'project')} shipped in a release, {changes.silent} shipped nothing;{' '}
          {changes.total === 0
            ? 'no feature or grade changed.'
            : `${plural(changes.total, 'change')} of features and grades.`}
        </p>
        <ul class="rows">
          {changes.items.map(({ kind, entity, title, text }) => (
            <li key={`${kind} ${entity} ${text}`}>
              <About entity={entity} title={title} />
              <span>{kind === 'correction' ? sentence(text) : text}</span>
            </li>
          ))}
        </ul>
        <p>
          <a href={digestAddress(changes.audience, changes.period)}>
            {changes.total > changes.items.length
              ? `All of it: the digest, with ${changes.total - changes.items.length} more`
              : 'The digest of the month'}
          </a>
        </p>
      </>
    )}
  </Part>
);

const Waits = ({ waits: { reviews, records } }: { waits: NonNullable<Overview['waits']> }) => (
  <Part id="waits" title="What waits for you" count={reviews.length + records.length}>
    {reviews.length + records.length === 0 && <p>Nothing. Enjoy the day.</p>}
    <ul class="rows">
      {reviews.map(({ review, subject, classTitle, asks, timeLeft }) => (
        <li key={review}>
          <Named of="review" id={review}>
            {subject}
          </Named>
          <span class="beside">
            {classTitle}: {asks === 'answer' ? 'waits for your answer' : 'came back to you'}, {timeLeft}
          </span>
        </li>
      ))}
      {records.map(({ team, count, since }) => (
        <li key={team}>
          <a href={dueAddress(team)}>
            {plural(count, 'record')} of {team}
          </a>
          <span class="beside">
            nobody has looked at {count === 1 ? 'it' : 'them'} since <Day at={since} />
          </span>
        </li>
      ))}
    </ul>
  </Part>
);

/** The first hour: what to do, in order. */
const FirstHour = () => (
  <section class="empty first" aria-labelledby="first">
    <h2 id="first">Nothing is known here yet</h2>
    <p>Three steps, and this page says where you are:</p>
    <ol>
      <li>
        Write down your teams, projects and releases: <code>shipshape init catalog</code> makes a folder with
        examples to change.
      </li>
      <li>
        Bring it here: <code>shipshape import catalog</code>, with <code>--url</code> and the address of this
        page.
      </li>
      <li>Connect GitHub or another sender, so that merged work is counted: the start printed how.</li>
    </ol>
  </section>
);

/** One sentence that a director can repeat. */
function leadOf({ trains, grades }: Seen): string {
  const judged = trains.flatMap(({ last }) => last ?? []);
  const silent = judged.reduce((sum, { shippedNothing }) => sum + shippedNothing, 0);
  const shipped = judged.reduce((sum, each) => sum + each.shipped, 0);
  const verdicts =
    judged.length === 0
      ? 'no release was judged yet'
      : `${shipped} of ${plural(shipped + silent, 'project')} shipped in the last release of ${judged.length === 1 ? 'the train' : 'their trains'}`;
  const stars = grades.of === 0 ? '' : `, and ${grades.earned} of ${plural(grades.of, 'star')} are earned`;
  return sentence(`${verdicts}${stars}`);
}

const HomePage = ({ it, waits }: { it: Seen; waits: Overview['waits'] }) => {
  const { viewer } = useFrame();
  const isEmpty = it.trains.length === 0 && it.grades.features === 0;
  return (
    <Layout
      feed={ALL_FEED}
      title={viewer.person === undefined ? 'Where we are' : `Hello, ${viewer.person.name}`}
      here="/"
      lead={isEmpty ? 'Shipshape says where things are, and never blocks anyone.' : leadOf(it)}
    >
      {isEmpty && <FirstHour />}
      {waits !== undefined && <Waits waits={waits} />}
      {it.trains.length > 0 && <Trains trains={it.trains} next={it.next} />}
      {!isEmpty && (
        <div class="columns">
          {it.grades.features > 0 && <Grades grades={it.grades} />}
          <Changes changes={it.changes} />
        </div>
      )}
      <Formats data={dataAddress('/')} feed={ALL_FEED} />
    </Layout>
  );
};

export const home = resource({
  summary:
    'Where we are: the last and the coming release of each train, the grades by team, what changed in the last month.',
  query: NO_QUERY,
  value: overview,
  read: ({ store, now, zone, viewer }) => readOverview(store, { now, zone, person: viewer.person }),
  page: (it, { inside }) => <HomePage it={inside ?? it} waits={inside?.waits} />,
});
