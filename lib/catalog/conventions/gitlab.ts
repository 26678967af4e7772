/**
 * GitLab's: `data/categories.yml` and `data/stages.yml` of its handbook, and `config/feature_flags`, a folder with one file a
 * feature flag.
 */
import { link, webAddress } from '../../../events/fields.ts';
import { slug } from '../../../events/slug.ts';
import { type Context, type Convention, mapped, UNOWNED, wholeOf } from './convention.ts';
import { type SourceDocument, stemOf } from './documents.ts';
import { draft, type Gathering, type Origin, type Part } from './gathering.ts';
import { compareWithDates, type Level } from './own-dates.ts';
import { featureTeam, impliedTeam, linkOf, noteOf, titleOf } from './records.ts';

const LEVELS: readonly Level[] = [
  { word: 'minimal', key: 'available' },
  { word: 'viable', key: 'viable' },
  { word: 'complete', key: 'complete' },
  { word: 'lovable', key: 'lovable' },
];

/** `group::import and integrate` and `import_and_integrate` are one team. */
const teamId = (name: string): string =>
  slug(name.replace(/^(?:group|stage|devops)::/, '').replaceAll('_', '-'));

export const gitlab: Convention = {
  title: 'GitLab',
  reads: (path) => /(?:^|\/)(?:categories|stages)\.ya?ml$/i.test(path) || path.includes('feature_flags/'),
  read(documents, into, context) {
    const kinds = documents.map((document) => [kindOf(document), document] as const);
    const of = (kind: Kind) => kinds.flatMap(([one, document]) => (one === kind ? [document] : []));
    const groups = new Map<string, string>();
    for (const document of of('stages')) readStages(document, into, groups);
    for (const document of of('categories')) readCategories(document, into, context, groups);
    for (const document of of('flag')) readFlag(document, into, context);
    for (const document of of('other')) wholeOf(document, into)?.warn([], NEITHER);
  },
};

const NEITHER = 'holds neither categories, nor stages, nor a feature flag: left out';

type Kind = 'stages' | 'categories' | 'flag' | 'other';

function kindOf({ file, value }: SourceDocument): Kind {
  if (!(value instanceof Map)) return 'other';
  if (value.get('stages') instanceof Map) return 'stages';
  const isFlag = ['default_enabled', 'milestone', 'rollout_issue_url'].some((key) => value.has(key));
  if (isFlag || /feature_flags\//.test(file)) return 'flag';
  const isMapOfMaps = [...value.values()].some((one) => one instanceof Map);
  return isMapOfMaps ? 'categories' : 'other';
}

/** @param groups to fill: by category, the team that has it */
function readStages(document: SourceDocument, into: Gathering, groups: Map<string, string>): void {
  const whole = wholeOf(document, into);
  const stages = whole?.part('stages');
  for (const stageId of stages?.keys ?? []) {
    const stage = stages?.part(stageId);
    stage?.passOver('display_name');
    const listed = stage?.part('groups');
    for (const groupId of listed?.keys ?? []) {
      const group = listed?.part(groupId);
      const id = teamId(groupId);
      if (group === undefined || id === '') continue;
      group.isOf('teams', id);
      const from = listed?.at(groupId) ?? group.at('name');
      draft(into, ['teams', id], from, {
        title: [titleOf(group.text('name'), groupId), group.at('name')],
        org: [slug(stageId), from],
      });
      for (const { text } of group.texts('categories')) groups.set(text, id);
    }
  }
  whole?.nameTheRest();
}

function readCategories(
  document: SourceDocument,
  into: Gathering,
  context: Context,
  groups: ReadonlyMap<string, string>,
): void {
  const whole = wholeOf(document, into);
  for (const id of whole?.keys ?? []) {
    const category = whole?.part(id);
    if (whole === undefined || category === undefined) continue;
    category.isOf('features', id);
    const maturity = mapped(category, 'maturity', 'maturity', context);
    const declared = { part: category, key: 'maturity', word: category.text('maturity')?.toLowerCase() };
    compareWithDates(LEVELS, category, declared, context.today);
    draft(into, ['features', id], whole.at(id), {
      title: [titleOf(category.text('name'), id), category.at('name')],
      team: ownerOf(category, into, context, groups.get(id)),
      maturity: [maturity, category.at('maturity')],
      docsUrl: linkOf(category, 'documentation', link()),
      note: noteOf(category, 'description'),
    });
  }
  whole?.nameTheRest();
}

/** The group that names the category, or the one that it names, or else its stage. */
function ownerOf(
  category: Part,
  into: Gathering,
  context: Context,
  group: string | undefined,
): [string, Origin] {
  const [named, key] = category.has('group') ? [category.text('group'), 'group'] : [undefined, 'stage'];
  const stage = category.text('stage');
  const said = group ?? named ?? stage;
  if (said === undefined) return featureTeam(category, 'stage', undefined, into, context);
  const id = group ?? context.words.team.get(said.toLowerCase()) ?? teamId(said);
  if (group === undefined && id !== UNOWNED)
    impliedTeam(into, id, titleOf(undefined, said), category.at(key));
  return [id, category.at(key)];
}

function readFlag(document: SourceDocument, into: Gathering, context: Context): void {
  const flag = wholeOf(document, into);
  if (flag === undefined) return;
  const name = flag.raw('name');
  const id = typeof name === 'string' ? name.trim() : undefined;
  flag.isOf('flags', id ?? stemOf(document.file));
  if (id === undefined || id === '') {
    flag.refuse(
      ['name'],
      flag.has('name') ? 'is no text: put it in quotes' : 'is missing: it is the id of the feature flag',
    );
    return;
  }
  if (stemOf(document.file) !== id)
    flag.warn(['name'], `differs from the name of its file, ${stemOf(document.file)}: the name counts`);
  const group = flag.text('group');
  const team = group && (context.words.team.get(group.toLowerCase()) ?? teamId(group));
  if (team)
    impliedTeam(into, team, titleOf(undefined, group?.replace(/^group::/, '') ?? team), flag.at('group'));
  const address = ['introduced_by_url', 'rollout_issue_url', 'feature_issue_url'].find((key) =>
    flag.has(key),
  );
  draft(
    into,
    ['flags', id],
    { document, path: ['name'] },
    {
      team: team === undefined || team === '' ? undefined : [team, flag.at('group')],
      kind: [flag.text('type'), flag.at('type')],
      enabledByDefault: [flag.truth('default_enabled'), flag.at('default_enabled')],
      since: [flag.text('milestone'), flag.at('milestone')],
      url: address === undefined ? undefined : linkOf(flag, address, webAddress()),
    },
  );
  flag.nameTheRest();
}
