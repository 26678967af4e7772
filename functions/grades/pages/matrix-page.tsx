/** The matrix: features by stars. Each cell says why it is what it is, and what would earn it. */
import type { PublicOf } from '../../../events/visibility.ts';
import { pageAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Mark, spoken } from '../../site/look/marks.tsx';
import { Formats, Named, NamedHead, Part, Table } from '../../site/look/parts.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { csvTable, markdownTable } from '../../site/resource/tables.ts';
import { ageOf, cellWords } from '../model/cell-words.ts';
import { durationWords } from '../model/duration-words.ts';
import {
  type Cell,
  type Column,
  cellOf,
  columnOf,
  listedOf,
  type MatrixView,
  matrixView,
  type ShownStar,
  shownStar,
} from '../model/matrix-view.ts';
import { SHARE_FORMULA, teamSums } from '../model/selection.ts';
import { rollUp } from '../model/star.ts';
import { Givers } from './feature-stars.tsx';
import {
  AsOf,
  countWords,
  Filter,
  NothingFound,
  Pages,
  SelectionTable,
  titlesOf,
} from './selection-parts.tsx';
import { featuresOf, type SelectionQuery, selectionFor, selectionQuery } from './selection-query.ts';

/** With more features, cells are no links: the name of a feature leads to the same, and a page stays small. */
const MAX_LINKED = 200;

type View = PublicOf<ReturnType<typeof matrixView>>;

const percent = (share: number | null) => (share === null ? 'none apply' : `${Math.round(share * 100)} %`);

/** One letter each, because there are thousands of cells. */
const CLASSES: Readonly<Record<ShownStar, string>> = {
  earned: 'e',
  'not-earned': 'n',
  'not-applicable': 'a',
  unknown: 'u',
  expired: 'x',
};

const classOf = ({ star, counts }: Cell) => (counts === 'yes' ? CLASSES[star] : `${CLASSES[star]} w`);

function CellOf({
  cell,
  column,
  at,
  href,
}: {
  cell: Cell;
  column: Column;
  at: string;
  href?: string | undefined;
}) {
  const age = cell.since === null ? '' : ageOf(cell.since, at);
  const inside = (
    <>
      <b>{spoken(cell.star)}</b>
      {age}
    </>
  );
  return (
    <td class={classOf(cell)} title={cellWords(cell, column, at)}>
      {href === undefined ? inside : <a href={href}>{inside}</a>}
    </td>
  );
}

function Rows({ features, columns, at, choices }: View) {
  const teams = titlesOf(choices.teams);
  const levels = titlesOf(choices.maturities);
  const isLinked = features.length <= MAX_LINKED;
  return (
    <tbody>
      {features.map((row) => {
        const address = pageAddress('feature', row.feature);
        return (
          <tr key={row.feature}>
            <th scope="row">
              <a href={address}>{row.title}</a>
            </th>
            <td>
              <Named of="team" id={row.team}>
                {teams(row.team)}
              </Named>
            </td>
            <td>{row.maturity === null ? 'unknown' : levels(row.maturity)}</td>
            <td>
              {row.earned} of {row.of}
            </td>
            {columns.map((column, index) => {
              const cell = row.stars[index];
              const href = isLinked ? `${address}#star-${index + 1}` : undefined;
              return cell && <CellOf key={column.category} cell={cell} column={column} at={at} href={href} />;
            })}
          </tr>
        );
      })}
    </tbody>
  );
}

const Matrix = ({ view, query }: { view: View; query: SelectionQuery }) => (
  <SelectionTable
    caption="Features by stars"
    query={query}
    isMatrix
    more={view.columns.map((column, index) => (
      <th key={column.category} scope="col">
        <a href={`#earn-${index + 1}`}>{column.title}</a>
      </th>
    ))}
  >
    <Rows {...view} />
  </SelectionTable>
);

const Legend = () => (
  <ul class="legend" aria-label="What the signs mean">
    {shownStar().options.map((word) => (
      <li key={word}>
        <Mark of="star" word={word} />
      </li>
    ))}
    <li>beside it: how long ago somebody spoke of it; faint: it does not count yet</li>
  </ul>
);

const Earning = ({ columns, teams }: Pick<View, 'columns'> & { teams: (id: string) => string }) => (
  <Part id="earning" title="What earns a star">
    <Table
      caption="What earns each star"
      head={['Star', 'Question', 'What earns it', 'Who gives it', 'Holds for']}
    >
      {columns.map(
        ({ category, title, team, policy, question, criteria, solution, check, expiresAfter }, index) => (
          <tr key={category}>
            <th scope="row" id={`earn-${index + 1}`}>
              {title}
            </th>
            <td>{question ?? criteria}</td>
            <td>{policy === 'check' ? <code>{check}</code> : (solution ?? criteria)}</td>
            <td>
              <Givers star={{ policy, team: { id: team, title: teams(team) } }} />
            </td>
            <td>{expiresAfter === null ? 'ever' : durationWords(expiresAfter)}</td>
          </tr>
        ),
      )}
    </Table>
  </Part>
);

const Sums = ({ teams, formula, total, features }: View) => (
  <Part id="teams" title="By team" count={teams.length}>
    <p>
      {formula}. {total === features.length ? '' : 'Summed over the features of this page.'}
    </p>
    <Table caption="Stars by team" head={['Team', 'Features', 'Earned', 'Of', 'Share']}>
      {teams.map(({ team, title, features: count, earned, of, share }) => (
        <tr key={team}>
          <NamedHead of="team" id={team}>
            {title}
          </NamedHead>
          <td>{count}</td>
          <td>{earned}</td>
          <td>{of}</td>
          <td>{percent(share)}</td>
        </tr>
      ))}
    </Table>
  </Part>
);

function MatrixPage({ view, query }: { view: View; query: SelectionQuery }) {
  const { earned, of, share } = rollUp(view.features);
  const isEmpty = view.features.length === 0;
  return (
    <Layout
      title="Matrix"
      here="/matrix"
      lead={
        <>
          {countWords(view)}
          {!isEmpty && of > 0 && `: ${earned} of ${plural(of, 'star')} earned (${percent(share ?? null)})`}.
          <AsOf at={view.at} query={query} />
        </>
      }
    >
      <Filter action="/matrix" query={query} {...view} />
      {view.rubricVersion === null && !isEmpty && (
        <p class="empty">No rubric holds at this moment, so there are no stars to give.</p>
      )}
      {isEmpty ? (
        <NothingFound query={query} {...view} />
      ) : (
        <>
          <Legend />
          <Matrix view={view} query={query} />
          <Pages {...view} />
          <Sums {...view} />
          {view.columns.length > 0 && <Earning columns={view.columns} teams={titlesOf(view.choices.teams)} />}
        </>
      )}
      <Formats data={dataAddress('/matrix')} formats={['csv', 'md']} />
    </Layout>
  );
}

const headOf = ({ columns }: View) => [
  'team',
  'feature',
  'title',
  'maturity',
  'earned',
  'of',
  ...columns.flatMap(({ category }) => [category, `${category} since`]),
];

const asCsv = (view: View): string =>
  csvTable(
    headOf(view),
    view.features.map(({ team, feature, title, maturity, earned, of, stars }) => [
      ...[team, feature, title, maturity ?? '', `${earned}`, `${of}`],
      ...stars.flatMap(({ star, since }) => [star, since?.slice(0, 10) ?? '']),
    ]),
  );

const asMarkdown = (view: View): string =>
  markdownTable(
    ['Feature', 'Team', 'Maturity', 'Stars', ...view.columns.map(({ title }) => title)],
    view.features.map(({ team, title, maturity, earned, of, stars }) => [
      ...[title, team, maturity ?? '', `${earned} of ${of}`],
      ...stars.map(({ star, since }) =>
        since === null ? spoken(star) : `${spoken(star)} ${since.slice(0, 10)}`,
      ),
    ]),
  );

export const matrix = resource({
  summary: 'Features by stars: which are earned, since when, and what would earn the others.',
  query: selectionQuery,
  value: matrixView,
  read: async (asked): Promise<MatrixView> => {
    const selection = await selectionFor(asked);
    const titles = new Map(selection.choices.teams.map(({ id, title }) => [id, title]));
    const sums = teamSums(selection.features.map(({ row }) => row));
    return {
      ...featuresOf(selection, asked.now),
      rubricVersion: selection.rubric?.version ?? null,
      columns: (selection.rubric?.categories ?? []).map(columnOf),
      features: selection.features.map((each) => ({ ...listedOf(each), stars: each.row.stars.map(cellOf) })),
      teams: sums.map(({ share, ...sum }) => ({
        ...sum,
        title: titles.get(sum.team) ?? sum.team,
        share: share ?? null,
      })),
      formula: SHARE_FORMULA,
    };
  },
  page: (view, { query }) => MatrixPage({ view, query }),
  formats: { csv: asCsv, md: asMarkdown },
});
