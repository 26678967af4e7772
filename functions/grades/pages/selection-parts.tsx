/** What the matrix and the list of features share: the filter, what was counted, and the way to the other pages. */
import type { ComponentChildren } from 'preact';
import { plural } from '../../outline/plural.ts';
import { useFrame, withQuery } from '../../site/look/frame.ts';
import { Empty } from '../../site/look/parts.tsx';
import { Moment } from '../../site/look/words.tsx';
import type { FeaturesView } from '../model/matrix-view.ts';
import type { Sort } from '../model/selection.ts';
import type { SelectionQuery } from './selection-query.ts';

type Around = Omit<FeaturesView, 'features'>;

const SORT_NAMES: Readonly<Record<Sort, string>> = {
  team: 'Team',
  name: 'Name',
  maturity: 'Maturity',
  'fewest-stars': 'Fewest stars first',
  'most-stars': 'Most stars first',
};

interface SelectProps {
  readonly label: string;
  readonly name: string;
  readonly chosen: string | undefined;
  readonly options: readonly { readonly id: string; readonly title: string }[];
}

function Select({ label, name, chosen, options }: SelectProps) {
  const isKnown = chosen === undefined || options.some(({ id }) => id === chosen);
  const all = isKnown ? options : [...options, { id: chosen, title: chosen }];
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">any</option>
        {all.map(({ id, title }) => (
          <option key={id} value={id} selected={id === chosen}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

const named = (ids: readonly string[]) => ids.map((id) => ({ id, title: id }));

/** A form that is sent with GET, so that what is chosen is in the address. */
export function Filter({ action, query, choices }: { action: string; query: SelectionQuery } & Around) {
  const { teams, areas, maturities, trains, categories } = choices;
  return (
    <form class="filter" method="get" action={action} aria-label="Filter">
      <label>
        Text
        <input type="search" name="q" value={query.q} maxLength={200} />
      </label>
      <Select label="Team" name="team" chosen={query.team} options={teams} />
      {areas.length > 0 && <Select label="Area" name="area" chosen={query.area} options={named(areas)} />}
      <Select label="Maturity" name="maturity" chosen={query.maturity} options={maturities} />
      {trains.length > 0 && (
        <Select label="Train" name="train" chosen={query.train} options={named(trains)} />
      )}
      <Select label="Star missing" name="missing" chosen={query.missing} options={categories} />
      <label for="as-of">
        As of
        <DayInput value={query['as-of']} />
      </label>
      <label>
        Sort
        <select name="sort">
          {Object.entries(SORT_NAMES).map(([id, title]) => (
            <option key={id} value={id} selected={id === query.sort}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <div class="send">
        <button type="submit" class="main">
          Show
        </button>
        {isFiltered(query) && <a href={action}>Show all</a>}
      </div>
    </form>
  );
}

/** A moment that is no whole day is kept as the text that it is. */
const DayInput = ({ value }: { value: string | undefined }) =>
  value === undefined || value.length === 10 ? (
    <input type="date" id="as-of" name="as-of" value={value} />
  ) : (
    <input type="text" id="as-of" name="as-of" value={value} />
  );

const isFiltered = ({ sort, after: _, ...filter }: SelectionQuery) =>
  sort !== 'team' || Object.values(filter).some((value) => value !== undefined);

/** The head of a column by which one can sort. */
function SortHead({
  by,
  other,
  query,
  children,
}: {
  readonly by: Sort;
  /** The order for who has this one already. */
  readonly other?: Sort;
  readonly query: SelectionQuery;
  readonly children: ComponentChildren;
}) {
  const { address } = useFrame();
  const { sort } = query;
  const isChosen = sort === by || sort === other;
  const next = sort === by && other !== undefined ? other : by;
  return (
    <th scope="col" aria-sort={isChosen ? (sort === 'most-stars' ? 'descending' : 'ascending') : undefined}>
      <a href={withQuery(address, { sort: next, after: undefined })}>{children}</a>
    </th>
  );
}

interface SelectionTableProps {
  readonly caption: string;
  readonly query: SelectionQuery;
  /** The heads after those by which features are sorted. */
  readonly more: ComponentChildren;
  /** Whether it scrolls within itself, and draws cells as signs. */
  readonly isMatrix?: boolean;
  readonly children: ComponentChildren;
}

/** Features by row, sorted by the heads that every view of them has. */
export const SelectionTable = ({ caption, query, more, isMatrix = false, children }: SelectionTableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard.
  <section class={isMatrix ? 'scroll tall' : 'scroll'} aria-label={caption} tabIndex={0}>
    <table class={isMatrix ? 'held matrix' : 'held'}>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          <SortHead by="name" query={query}>
            Feature
          </SortHead>
          <SortHead by="team" query={query}>
            Team
          </SortHead>
          <SortHead by="maturity" query={query}>
            Maturity
          </SortHead>
          <SortHead by="fewest-stars" other="most-stars" query={query}>
            Stars
          </SortHead>
          {more}
        </tr>
      </thead>
      {children}
    </table>
  </section>
);

/** The title of an id; the id where nobody gave it one. */
export function titlesOf(named: FeaturesView['choices']['teams']): (id: string) => string {
  const titles = new Map(named.map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? id;
}

/** `34 features`, or which of them a page shows. */
export const countWords = ({ total, from, next, features }: FeaturesView): string => {
  const until = from + features.length - 1;
  if (total === null)
    return next === null && from === 1
      ? plural(features.length, 'feature')
      : `${plural(features.length, 'feature')} of a part of the list`;
  return features.length === total ? plural(total, 'feature') : `Features ${from} to ${until} of ${total}`;
};

/** Says which moment this is of, where it is not now. */
export const AsOf = ({ at, query }: { at: string; query: SelectionQuery }) =>
  query['as-of'] === undefined ? null : (
    <>
      {' '}
      As of <Moment at={at} />.
    </>
  );

/** What to do where nothing matches, or where there is nothing yet. */
export function NothingFound({ query, meant }: { query: SelectionQuery } & Around) {
  const { address } = useFrame();
  if (!isFiltered(query))
    return (
      <Empty>
        There are no features yet. <code>shipshape import</code> brings them in from files, and so does the
        event <code>FeatureRegistered</code>.
      </Empty>
    );
  return (
    <Empty>
      No feature matches.{' '}
      {meant !== null && (
        <>
          Did you mean{' '}
          <a href={withQuery(address, { [meant.parameter]: meant.value, after: undefined })}>{meant.value}</a>
          ?{' '}
        </>
      )}
      <a href={address.split('?', 1).join('')}>Show all features</a>
    </Empty>
  );
}

/** The way to the other pages of a long list. */
export function Pages({ from, next, total }: Around) {
  const { address } = useFrame();
  if (next === null && from === 1) return null;
  return (
    <nav class="pages" aria-label="Pages">
      {from > 1 && <a href={withQuery(address, { after: undefined })}>First page</a>}
      {next !== null && (
        <a href={withQuery(address, { after: next })} rel="next">
          Next page
        </a>
      )}
      {total === null && <span class="beside">Of an earlier moment, each page is sorted by itself.</span>}
    </nav>
  );
}
