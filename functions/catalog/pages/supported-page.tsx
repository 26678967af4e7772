/** The supported list, from the same records as the public reference pages. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Formats } from '../../site/look/parts.tsx';
import { Onward, REFERENCE, SheetTables } from '../../site/look/sheet.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { sheetAsCsv, sheetAsMarkdown } from '../../site/resource/sheet.ts';
import {
  type ReferenceAnswer,
  type ReferenceTerm,
  referenceAnswer,
  supportAnswer,
} from '../model/reference/features.ts';
import { readReference } from '../store/reference.ts';
import { filtered, supportedSheet } from './supported-sheet.ts';

/** A form sends what is left empty, too. */
const unlessEmpty = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((text) => (text === '' ? undefined : text))
    .optional();

const supportedQuery = lazy(() =>
  z.object({
    q: unlessEmpty(200),
    team: unlessEmpty(300),
    option: unlessEmpty(300),
    answer: z
      .enum(['', ...supportAnswer().options])
      .transform((word) => (word === '' ? undefined : word))
      .optional(),
    after: z.string().max(1000).optional(),
  }),
);
type SupportedQuery = Output<typeof supportedQuery>;

const Choice = ({
  label,
  name,
  chosen,
  options,
}: {
  label: string;
  name: string;
  chosen: string | undefined;
  options: readonly Pick<ReferenceTerm, 'id' | 'title'>[];
}) => (
  <label>
    {label}
    <select name={name}>
      <option value="">any</option>
      {options.map(({ id, title }) => (
        <option key={id} value={id} selected={id === chosen}>
          {title}
        </option>
      ))}
    </select>
  </label>
);

const Filter = ({ query, all }: { query: SupportedQuery; all: ReferenceAnswer }) => (
  <form class="filter" method="get" action="/internal/supported" aria-label="Filter">
    <label>
      Text
      <input type="search" name="q" value={query.q} maxLength={200} />
    </label>
    <label>
      Team
      <input name="team" value={query.team} maxLength={300} autocomplete="off" spellcheck={false} />
    </label>
    <Choice
      label="Where"
      name="option"
      chosen={query.option}
      options={[...all.compatibility, ...all.deployment]}
    />
    <Choice
      label="Answer"
      name="answer"
      chosen={query.answer}
      options={supportAnswer().options.map((id) => ({ id, title: id }))}
    />
    <div class="send">
      <button type="submit" class="main">
        Show
      </button>
      <a href="/internal/supported">Show all</a>
    </div>
  </form>
);

function SupportedPage({ all, query }: { all: ReferenceAnswer; query: SupportedQuery }) {
  const sheet = supportedSheet(all);
  return (
    <Layout title={sheet.title} above={REFERENCE} lead={sheet.lead}>
      <Filter query={query} all={all} />
      <SheetTables sheet={sheet} />
      <Onward next={all.next} />
      <Formats data={dataAddress('/internal/supported')} formats={['csv', 'md']} />
    </Layout>
  );
}

const NOTHING: ReferenceAnswer = {
  ...{ total: 0, maturity: [], compatibility: [], deployment: [], useCases: [] },
  ...{ features: [], next: null },
};

export const supported = resource({
  summary: 'What is supported where, with the notes of support and sales.',
  audience: 'internal',
  query: supportedQuery,
  value: referenceAnswer,
  read: async ({ store, query: { team, after, ...filter } }) => {
    const all = await readReference(store, { team, after });
    const features = filtered(all.features, filter);
    return { ...all, features, total: features.length };
  },
  page: (_seen, { inside = NOTHING, query }) => <SupportedPage all={inside} query={query} />,
  formats: {
    csv: (_seen, { inside = NOTHING }) => sheetAsCsv(supportedSheet(inside)),
    md: (_seen, { inside = NOTHING }) => sheetAsMarkdown(supportedSheet(inside)),
  },
});
