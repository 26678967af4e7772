/** A train: the calendar of its milestones, drawn and as a table, with what was skipped or renamed and why. */
import type { PublicOf } from '../../../events/visibility.ts';
import { calendarAddress, feedAddress, pageAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { useFrame } from '../../site/look/frame.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Named, NamedHead, Part, Table } from '../../site/look/parts.tsx';
import { Day, dayIn } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { daysInWords } from '../model/milestones.ts';
import { type Drawing, type DrawnRelease, drawingOf } from '../model/train-drawing.ts';
import { type CalendarRelease, trainPage } from '../model/train-report.ts';
import { readTrainPage, trainIds } from '../store/train-page.ts';
import { releaseName, STATES } from './release-words.tsx';

type Seen = PublicOf<ReturnType<typeof trainPage>>;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The year is said where it begins. */
const monthLabel = (month: string, at: number) => {
  const number = Number(month.slice(5, 7));
  return at === 0 || number === 1 ? `${MONTHS[number - 1]} ${month.slice(0, 4)}` : MONTHS[number - 1];
};

/** What a row shows, for who does not see it. */
function rowInWords({ release }: DrawnRelease, zone: string): string {
  const { opensAt, after, midCycleAt, featureFreezeAt, cutAt, publishedAt, releaseAt, state } = release;
  const told = [
    ['opens', opensAt ?? after],
    ['mid-cycle', midCycleAt],
    ['feature freeze', featureFreezeAt],
    [state === 'scheduled' ? 'planned cut' : 'cut', cutAt],
    [publishedAt === undefined ? 'planned release' : 'published', publishedAt ?? releaseAt],
  ] as const;
  const known = told.flatMap(([word, at]) => (at === undefined ? [] : [`${word} ${dayIn(at, zone)}`]));
  return `${releaseName(release)}: ${known.join(', ')}`;
}

/** The shape alone says what a stretch is. */
const HEIGHTS = {
  work: { y: 3, height: 4 },
  frozen: { y: 1.5, height: 7 },
  after: { y: 4.25, height: 1.5 },
} as const;

const Row = ({ row, months, today }: { row: DrawnRelease; months: number; today: number | undefined }) => {
  const { zone } = useFrame();
  const { release, stretches, midCycle, cut } = row;
  const isCancelled = release.state === 'cancelled';
  return (
    <li class={isCancelled ? 'cancelled' : undefined}>
      <span class="of">
        <Named of="release" id={release.release}>
          {releaseName(release)}
        </Named>
        {isCancelled && <span class="beside"> cancelled</span>}
      </span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={rowInWords(row, zone)}>
        {Array.from({ length: months - 1 }, (_, at) => (
          <path key={at} class="grid" d={`M${(100 * (at + 1)) / months} 0v10`} />
        ))}
        {stretches.map(({ kind, from, to }) => (
          <rect key={kind} class={kind} x={from} {...HEIGHTS[kind]} width={Math.max(to - from, 0.2)} />
        ))}
        {midCycle !== undefined && <path class="mid" d={`M${midCycle} 2.5v5`} />}
        {cut !== undefined && <path class="cut" d={`M${cut} .5v9`} />}
        {today !== undefined && <path class="today" d={`M${today} 0v10`} />}
      </svg>
    </li>
  );
};

const Drawn = ({ drawing: { months, rows, today } }: { drawing: Drawing }) => (
  <figure class="calendar">
    <div class="months" aria-hidden="true">
      <span class="of" />
      <ol class={months.length > 12 ? 'many' : undefined}>
        {months.map((month, at) => (
          <li key={month}>{monthLabel(month, at)}</li>
        ))}
      </ol>
    </div>
    <ol>
      {rows.map((row) => (
        <Row key={row.release.release} row={row} months={months.length} today={today} />
      ))}
    </ol>
    <figcaption class="beside">
      A bar is time to work, a high one from the feature freeze on; the light line in it is mid-cycle, the
      strong upright the cut, and the thin bar the time until it is out.
      {today !== undefined && ' The dashed line is today.'}
    </figcaption>
  </figure>
);

/** Why a release is not like the others. */
function noteOf({ state, counts, kind, cancelledReason, formerNames = [], daysLeft }: CalendarRelease) {
  return [
    ...(state === 'cancelled' ? [`skipped: ${cancelledReason ?? 'cancelled, and nobody said why'}`] : []),
    ...(formerNames.length > 0 ? [`renamed, it was ${formerNames.join(', ')}`] : []),
    ...(!counts && state !== 'cancelled'
      ? [kind === 'unknown' ? 'not judged, its kind is not known' : 'not judged']
      : []),
    ...(daysLeft === undefined || !counts ? [] : [`cut ${daysInWords(daysLeft)}`]),
  ].join('; ');
}

const Moment = ({ at }: { at: string | undefined }) => <td>{at === undefined ? '–' : <Day at={at} />}</td>;

const Releases = ({ releases }: Pick<Seen, 'releases'>) => (
  <Table
    caption="Releases by date, the newest first"
    head={[
      'Release',
      'Kind',
      'State',
      'Opens',
      'Mid-cycle',
      'Feature freeze',
      'Cut',
      'Out',
      'Days',
      'To know',
    ]}
    isHeld
  >
    {releases.map((it) => (
      <tr key={it.release} class={it.state === 'cancelled' ? 'cancelled' : undefined}>
        <NamedHead of="release" id={it.release}>
          {releaseName(it)}
        </NamedHead>
        <td>{it.kind === 'unknown' ? 'not known' : it.kind}</td>
        <td>{STATES[it.state]}</td>
        <Moment at={it.opensAt} />
        <Moment at={it.midCycleAt} />
        <Moment at={it.featureFreezeAt} />
        <Moment at={it.cutAt} />
        <Moment at={it.publishedAt ?? it.releaseAt} />
        <td class="number">{it.cycleDays ?? '–'}</td>
        <td>{noteOf(it)}</td>
      </tr>
    ))}
  </Table>
);

const Waiting = ({ unscheduled }: Pick<Seen, 'unscheduled'>) => (
  <Part id="waiting" title="Waiting for a plan" count={unscheduled.length}>
    <p>
      Tags or releases tell of these, and nobody planned them. They are not judged. Each page has the lines
      for releases.yml that plan it.
    </p>
    <ul class="rows">
      {unscheduled.map((it) => (
        <li key={it.release}>
          <Named of="release" id={it.release}>
            {releaseName(it)}
          </Named>
          <span class="beside">{it.unscheduled?.because}</span>
        </li>
      ))}
    </ul>
  </Part>
);

function leadOf({ last, next, releases }: Seen): string {
  const past =
    last === undefined
      ? 'No release was judged yet'
      : `${last.shipped} of ${plural(last.shipped + last.shippedNothing, 'project')} shipped in ${last.version ?? last.release}`;
  const coming =
    next === undefined
      ? 'nothing is planned next'
      : `the cut of ${next.version ?? next.release} is planned ${daysInWords(next.days)}`;
  return releases.length === 0 ? 'No release is scheduled yet.' : `${past}; ${coming}.`;
}

const TrainPage = ({ it }: { it: Seen }) => {
  const drawing = drawingOf(it.releases, it.asOf);
  return (
    <Layout
      title={it.train}
      here="/releases"
      above={[{ label: 'Trains', address: '/trains' }]}
      lead={leadOf(it)}
      feed={feedAddress('train', it.train)}
    >
      <p>
        <a href={`/projects?train=${encodeURIComponent(it.train)}`}>
          {plural(it.projects, 'project')} on this train
        </a>
      </p>
      {it.remark !== undefined && <p class="remark">Note: {it.remark}.</p>}
      <Part id="calendar" title="Calendar" count={it.releases.length}>
        <p class="beside">Days are those of {it.zone}; the exact time in UTC is shown on hover.</p>
        {drawing !== undefined && <Drawn drawing={drawing} />}
        {it.releases.length === 0 ? (
          <Empty>
            No release of this train is known yet. Plan one in releases.yml, or push a tag that its source
            recognises.
          </Empty>
        ) : (
          <Releases releases={it.releases} />
        )}
        {it.omitted > 0 && <p class="beside">And {plural(it.omitted, 'older release')}.</p>}
      </Part>
      {it.unscheduled.length > 0 && <Waiting unscheduled={it.unscheduled} />}
      <Formats
        data={dataAddress(pageAddress('train', it.train))}
        calendar={calendarAddress('train', it.train)}
        feed={feedAddress('train', it.train)}
      />
    </Layout>
  );
};

export const train = resource({
  summary:
    'A train: its releases by date with all milestones, also those that were skipped or renamed, and why.',
  query: NO_QUERY,
  value: trainPage,
  read: ({ store, ids, now, zone }) => readTrainPage(store, ids.train ?? '', { now, zone }),
  known: ({ store }) => trainIds(store),
  page: (it) => <TrainPage it={it} />,
});
