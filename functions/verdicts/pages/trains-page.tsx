/** The trains, each with its last and its coming release. */
import { pageAfter } from '../../kernel/http/answers.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Named, Table } from '../../site/look/parts.tsx';
import { Day } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { daysInWords } from '../model/milestones.ts';
import { type TrainStanding, type TrainStandings, trainStandings } from '../model/train-standing.ts';
import { readTrainStandings } from '../store/train-standings.ts';
import { afterQuery, NextPage } from './releases-page.tsx';

/** Trains of a page. */
const SIZE = 30;

const Row = ({ it: { train, last, next, waiting } }: { it: TrainStanding }) => (
  <tr>
    <th scope="row">
      <Named of="train" id={train} />
    </th>
    <td>
      {last === undefined ? (
        'none was judged yet'
      ) : (
        <>
          <Named of="release" id={last.release}>
            {last.version ?? last.release}
          </Named>
          , cut <Day at={last.cutAt} />
        </>
      )}
    </td>
    <td>
      {last !== undefined && `${last.shipped} of ${plural(last.shipped + last.shippedNothing, 'project')}`}
    </td>
    <td>
      {next === undefined ? (
        'nothing is planned'
      ) : (
        <>
          <Named of="release" id={next.release}>
            {next.version ?? next.release}
          </Named>
          , cut planned for <Day at={next.cutAt} />, {daysInWords(next.days)}
        </>
      )}
    </td>
    <td>{waiting > 0 && plural(waiting, 'release')}</td>
  </tr>
);

const TrainsPage = ({ trains, next }: TrainStandings) => (
  <Layout
    title="Trains"
    here="/releases"
    above={[{ label: 'Releases', address: '/releases' }]}
    lead={`${plural(trains.length, 'train')}${next === undefined ? '' : ' on this page'}: lines of releases, ordered by date.`}
  >
    {trains.length === 0 ? (
      <Empty>
        No train is known yet. The first release in releases.yml, or the first tag of a source, brings one
        here.
      </Empty>
    ) : (
      <Table
        caption="Trains"
        head={['Train', 'Last release', 'Shipped', 'Next release', 'Waits for a plan']}
        isHeld
      >
        {trains.map((it) => (
          <Row key={it.train} it={it} />
        ))}
      </Table>
    )}
    <NextPage next={next} of="trains" />
    <Formats data={dataAddress('/trains')} />
  </Layout>
);

export const trains = resource({
  summary: 'The trains, each with how its last judged release went, and what comes next.',
  query: afterQuery,
  value: trainStandings,
  read: ({ store, query, now, zone }) =>
    readTrainStandings(store, { now, zone }, { size: SIZE, after: pageAfter(query.after) }),
  page: (list) => TrainsPage(list),
});
