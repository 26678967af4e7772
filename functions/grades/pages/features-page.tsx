/** The features, as a list that can be filtered. */
import { Layout } from '../../site/look/layout.tsx';
import { Formats, Named, NamedHead } from '../../site/look/parts.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { csvTable, markdownTable } from '../../site/resource/tables.ts';
import { type FeaturesView, featuresView } from '../model/matrix-view.ts';
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

const Rows = ({ features, choices }: FeaturesView) => {
  const teams = titlesOf(choices.teams);
  const levels = titlesOf(choices.maturities);
  return (
    <tbody>
      {features.map(({ feature, title, team, maturity, areas, project, earned, of }) => (
        <tr key={feature}>
          <NamedHead of="feature" id={feature}>
            {title}
          </NamedHead>
          <td>
            <Named of="team" id={team}>
              {teams(team)}
            </Named>
          </td>
          <td>{maturity === null ? 'unknown' : levels(maturity)}</td>
          <td>
            {earned} of {of}
          </td>
          <td>
            {areas.map((area, at) => (
              <>
                {at > 0 && ', '}
                <Named of="area" id={area} />
              </>
            ))}
          </td>
          <td>{project !== null && <Named of="project" id={project} />}</td>
        </tr>
      ))}
    </tbody>
  );
};

const FeaturesPage = ({ view, query }: { view: FeaturesView; query: SelectionQuery }) => (
  <Layout
    title="Features"
    here="/features"
    lead={
      <>
        {countWords(view)}.<AsOf at={view.at} query={query} /> The <a href="/matrix">matrix</a> shows the
        stars of each.
      </>
    }
  >
    <Filter action="/features" query={query} {...view} />
    {view.features.length === 0 ? (
      <NothingFound query={query} {...view} />
    ) : (
      <SelectionTable
        caption="Features"
        query={query}
        more={
          <>
            <th scope="col">Areas</th>
            <th scope="col">Project</th>
          </>
        }
      >
        <Rows {...view} />
      </SelectionTable>
    )}
    <Pages {...view} />
    <Formats data={dataAddress('/features')} formats={['csv', 'md']} />
  </Layout>
);

const HEAD = ['feature', 'title', 'team', 'maturity', 'earned', 'of', 'areas', 'project'] as const;

const cells = ({ features }: FeaturesView) =>
  features.map(({ feature, title, team, maturity, earned, of, areas, project }) => [
    ...[feature, title, team, maturity ?? '', `${earned}`, `${of}`],
    ...[areas.join('; '), project ?? ''],
  ]);

export const features = resource({
  summary: 'The features that are registered and not retired, with how many of their stars are earned.',
  query: selectionQuery,
  value: featuresView,
  read: async (asked) => featuresOf(await selectionFor(asked), asked.now),
  page: (view, { query }) => FeaturesPage({ view, query }),
  formats: {
    csv: (view) => csvTable(HEAD, cells(view)),
    md: (view) => markdownTable(HEAD, cells(view)),
  },
});
