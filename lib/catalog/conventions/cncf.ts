/** The CNCF's: `landscape.yml`, categories of subcategories of items. */
import { link } from '../../../events/fields.ts';
import { slug } from '../../../events/slug.ts';
import { type Context, type Convention, mapped, wholeOf } from './convention.ts';
import type { SourceDocument } from './documents.ts';
import { draft, type Gathering, type Origin, type Part } from './gathering.ts';
import { compareWithDates, type Level } from './own-dates.ts';
import { featureTeam, impliedSource, impliedTeam, linkOf, noteOf, originOf } from './records.ts';

const LEVELS: readonly Level[] = [
  { word: 'sandbox', key: 'accepted' },
  { word: 'incubating', key: 'incubating' },
  { word: 'graduated', key: 'graduated' },
  { word: 'archived', key: 'archived' },
];

export const cncf: Convention = {
  title: 'CNCF',
  reads: (path) => /(?:^|\/)landscape[\w.-]*\.ya?ml$/i.test(path),
  read(documents, into, context) {
    for (const document of documents) readLandscape(document, into, context);
  },
};

function readLandscape(document: SourceDocument, into: Gathering, context: Context): void {
  const whole = wholeOf(document, into);
  if (whole === undefined) return;
  const categories = whole.parts('landscape');
  if (!whole.has('landscape')) whole.warn([], 'holds no landscape: left out');
  for (const category of categories) {
    category.passOver('category');
    const title = category.text('name');
    const team = slug(title ?? '');
    for (const subcategory of category.parts('subcategories')) {
      subcategory.passOver('subcategory');
      const area = slug(subcategory.text('name') ?? '');
      for (const item of subcategory.parts('items'))
        readItem(item, { category, team, title, area }, into, context);
    }
  }
  whole.nameTheRest();
}

interface Shelf {
  readonly category: Part;
  readonly team: string;
  readonly title: string | undefined;
  readonly area: string;
}

/** Who looks after an item is nobody's to say there: its category stands for a team. */
function readItem(item: Part, shelf: Shelf, into: Gathering, context: Context): void {
  item.isOf('features');
  item.passOver('item');
  const name = item.text('name');
  const id = slug(name ?? '');
  if (name === undefined || id === '') {
    item.refuse(name === undefined ? [] : ['name'], 'has no name that could be its id');
    return;
  }
  item.isOf('features', id);
  draft(into, ['features', id], item.at('name'), {
    title: [name, item.at('name')],
    team: ownerIn(shelf, into, context),
    ...stageOf(item, context),
    areas: shelf.area === '' ? undefined : [[shelf.area], item.at('name')],
    docsUrl: linkOf(item, 'homepage_url', link()),
    note: noteOf(item, 'description'),
  });
  readRepository(item, name, into);
}

function ownerIn({ category, team, title }: Shelf, into: Gathering, context: Context): [string, Origin] {
  if (title === undefined || team === '') return featureTeam(category, 'name', undefined, into, context);
  const owner = context.defaultTeam ?? context.words.team.get(title.toLowerCase()) ?? team;
  if (owner === team) impliedTeam(into, owner, title, category.at('name'));
  return [owner, category.at('name')];
}

/** What is archived stays, and nothing is expected of it any more. */
function stageOf(item: Part, context: Context): Parameters<typeof draft>[3] {
  const word = item.text('project')?.toLowerCase();
  const extra = item.part('extra');
  if (extra !== undefined)
    compareWithDates(LEVELS, extra, { part: item, key: 'project', word }, context.today);
  return word === 'archived'
    ? { retired: ['archived', item.at('project')] }
    : { maturity: [mapped(item, 'project', 'maturity', context), item.at('project')] };
}

function readRepository(item: Part, title: string, into: Gathering): void {
  const address = item.text('repo_url');
  if (address === undefined) return;
  const origin = originOf(address);
  if (origin === undefined)
    item.warn(['repo_url'], 'is no repository of GitHub or GitLab: left out', { isCounted: true });
  else impliedSource(into, origin, title, item.at('repo_url'));
}
