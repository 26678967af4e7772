/** The reference pages of product data: what each of them says, from what everybody may see of features. */
import type { PublicOf } from '../../../events/visibility.ts';
import { pageAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import type { Cell, Sheet } from '../../site/resource/sheet.ts';
import type { ReferenceTerm, referenceAnswer, SupportAnswer, Terms } from '../model/reference/features.ts';

export type PublicReference = PublicOf<ReturnType<typeof referenceAnswer>>;
type PublicFeature = PublicReference['features'][number];

/** What a page needs: some of the vocabularies, and some of what is known of each feature. */
type Shown<Vocabularies extends keyof Terms, Fields extends keyof PublicFeature> = Pick<
  PublicReference,
  Vocabularies | 'next'
> & { readonly features: readonly Pick<PublicFeature, 'feature' | 'title' | 'team' | 'note' | Fields>[] };

type Checked = PublicFeature['maturity']['checked'];

export const featureCell = ({ feature, title }: Pick<PublicFeature, 'feature' | 'title'>): Cell => ({
  text: title,
  href: pageAddress('feature', feature),
});

export const teamCell = ({ team }: Pick<PublicFeature, 'team'>): Cell =>
  team === null ? 'unknown' : { text: team.title, href: pageAddress('team', team.id) };

export const levelCell = (level: PublicFeature['maturity']['level']): Cell =>
  level === null ? { text: 'unknown', answer: 'unknown' } : level.title;

export const answerCell = (answer: SupportAnswer): Cell => ({ text: answer, answer });

/** At which level, with the shape of what the level means where somebody says it. */
export function deploymentCell({ answer, level }: PublicFeature['deployment']['answers'][number]): Cell {
  if (level === null) return { text: 'unknown', answer: 'unknown' };
  return { text: level.title, answer: answer === 'unknown' ? 'known' : answer };
}

/** The last day on which somebody said it, or found that it still is so. */
export function checkedCell({ changedAt, verifiedAt }: Checked): Cell {
  if (verifiedAt !== null && (changedAt === null || verifiedAt >= changedAt))
    return `verified ${verifiedAt.slice(0, 10)}`;
  return changedAt === null ? 'never' : `stated ${changedAt.slice(0, 10)}`;
}

const docsCell = ({ docsUrl }: Pick<PublicFeature, 'docsUrl'>): Cell => {
  if (docsUrl === null) return '';
  // A path is one of the handbook, and not of this host.
  return docsUrl.startsWith('/') ? docsUrl : { text: docsUrl, href: docsUrl, label: 'documentation' };
};

const NO_FEATURES = 'No feature is registered: add features.yml to the catalog, and import it.';

const ofFeatures = (rest: string, { features, next }: Shown<never, never>): string =>
  `${next === null ? plural(features.length, 'feature') : `The first ${features.length} features`}${rest}`;

export const codeHosts = (all: Shown<'compatibility', 'compatibility'>): Sheet => ({
  title: 'Compatibility with code hosts',
  next: all.next,
  lead: ofFeatures(
    ` by ${plural(all.compatibility.length, 'code host')}. Unknown means that nobody has said it yet, and never no.`,
    all,
  ),
  head: ['Feature', 'Team', ...all.compatibility.map(columnTitle), 'Note', 'Checked'],
  parts: [
    {
      id: 'features',
      title: 'Features by code host',
      rows: all.features.map((feature) => [
        ...[featureCell(feature), teamCell(feature)],
        ...feature.compatibility.answers.map(({ answer }) => answerCell(answer)),
        ...[feature.note ?? '', checkedCell(feature.compatibility.checked)],
      ]),
      empty: NO_FEATURES,
    },
  ],
});

/** What no vocabulary has is said so: it may be a typing error. */
const columnTitle = ({ title, isDefined }: ReferenceTerm): string =>
  isDefined === 'yes' ? title : `${title} (in no vocabulary)`;

export const deploymentOptions = (all: Shown<'deployment', 'deployment' | 'maturity'>): Sheet => ({
  title: 'Deployment options',
  next: all.next,
  lead: ofFeatures(
    ` by ${plural(all.deployment.length, 'deployment option')}, each at its own level of maturity. Unknown means that nobody has said it yet.`,
    all,
  ),
  head: ['Feature', 'Team', 'Maturity', ...all.deployment.map(columnTitle), 'Note', 'Checked'],
  parts: [
    {
      id: 'features',
      title: 'Features by deployment option',
      rows: all.features.map((feature) => [
        ...[featureCell(feature), teamCell(feature), levelCell(feature.maturity.level)],
        ...feature.deployment.answers.map(deploymentCell),
        ...[feature.note ?? '', checkedCell(feature.deployment.checked)],
      ]),
      empty: NO_FEATURES,
    },
  ],
});

export const maturityLevels = (all: Shown<'maturity', 'maturity' | 'docsUrl'>): Sheet => {
  const byLevel = Map.groupBy(all.features, ({ maturity }) => maturity.level?.id);
  const rowsOf = (level: string | undefined) =>
    (byLevel.get(level) ?? []).map((feature) => [
      ...[featureCell(feature), teamCell(feature), docsCell(feature), feature.note ?? ''],
      checkedCell(feature.maturity.checked),
    ]);
  return {
    title: 'Maturity levels',
    next: all.next,
    lead: ofFeatures(` at ${plural(all.maturity.length, 'level')} of maturity.`, all),
    head: ['Feature', 'Team', 'Documentation', 'Note', 'Checked'],
    parts: [
      ...all.maturity.map((level, at) => ({
        id: `level-${at + 1}`,
        title: columnTitle(level),
        lead: [level.description, supportedInWords(level.supported)].filter(Boolean).join(' ') || undefined,
        rows: rowsOf(level.id),
        empty: 'No feature is at this level.',
      })),
      {
        id: 'unknown',
        title: 'Unknown maturity',
        rows: rowsOf(undefined),
        empty: 'The maturity of every feature is known.',
      },
    ],
  };
};

const supportedInWords = (answer: SupportAnswer): string | undefined =>
  ({
    yes: 'A feature at this level is supported.',
    partly: 'A feature at this level is partly supported.',
    no: 'A feature at this level is not supported.',
    unknown: undefined,
  })[answer];

export function featuresByTeam(all: Shown<never, 'maturity' | 'docsUrl'>): Sheet {
  const byTeam = Map.groupBy(all.features, ({ team }) => team?.id);
  const parts = [...byTeam].map(([id, features], at) => {
    const [first] = features;
    return {
      id: `team-${at + 1}`,
      title: first?.team?.title ?? 'No team',
      href: id === undefined ? undefined : pageAddress('team', id),
      rows: features.map((feature) => [
        ...[featureCell(feature), levelCell(feature.maturity.level), docsCell(feature)],
        ...[feature.note ?? '', checkedCell(feature.maturity.checked)],
      ]),
      empty: NO_FEATURES,
    };
  });
  return {
    title: 'Features by team',
    next: all.next,
    lead: ofFeatures(` of ${plural(byTeam.size, 'team')}.`, all),
    head: ['Feature', 'Maturity', 'Documentation', 'Note', 'Checked'],
    parts: parts.length > 0 ? parts : [{ id: 'features', title: 'Features', rows: [], empty: NO_FEATURES }],
  };
}

export function useCases(all: Shown<'useCases', 'maturity' | 'useCases'>): Sheet {
  const rowsOf = (isIn: (ids: readonly string[] | null) => boolean) =>
    all.features
      .filter((feature) => isIn(feature.useCases.ids))
      .map((feature) => [
        ...[featureCell(feature), teamCell(feature), levelCell(feature.maturity.level)],
        ...[feature.note ?? '', checkedCell(feature.useCases.checked)],
      ]);
  return {
    title: 'Use cases',
    next: all.next,
    lead: ofFeatures(` by ${plural(all.useCases.length, 'use case')}; one feature can serve several.`, all),
    head: ['Feature', 'Team', 'Maturity', 'Note', 'Checked'],
    parts: [
      ...all.useCases.map((term, at) => ({
        id: `use-case-${at + 1}`,
        title: columnTitle(term),
        lead: term.description ?? undefined,
        rows: rowsOf((ids) => ids?.includes(term.id) === true),
        empty: 'No feature is said to serve it.',
      })),
      {
        id: 'none',
        title: 'For no use case',
        rows: rowsOf((ids) => ids?.length === 0),
        empty: 'No feature is said to serve none.',
      },
      {
        id: 'unknown',
        title: 'Unknown use cases',
        rows: rowsOf((ids) => ids === null),
        empty: 'The use cases of every feature are known.',
      },
    ],
  };
}

const GLOSSARY = [
  ['maturity', 'maturity', 'Levels of maturity'],
  ['compatibility', 'code-hosts', 'Code hosts'],
  ['deployment', 'deployment-options', 'Deployment options'],
  ['useCases', 'use-cases', 'Use cases'],
] as const;

/** The words that product data is written in, and those of the pages themselves. */
export const glossary = (terms: Terms): Sheet => {
  const count = GLOSSARY.reduce((sum, [name]) => sum + terms[name].length, 0);
  return {
    title: 'Glossary',
    lead: `${plural(count, 'word')} that product data is written in, and ${OWN_WORDS.length} that these pages use.`,
    head: ['Word', 'Id', 'Meaning', 'Also called'],
    parts: [
      ...GLOSSARY.map(([name, id, title]) => ({
        id,
        title,
        rows: terms[name].map(({ id, title, description, url, alsoCalled }): Cell[] => [
          url === null ? title : { text: title, href: url },
          ...[id, description ?? '', alsoCalled.join(', ')],
        ]),
        empty: 'No words are defined.',
      })),
      {
        id: 'pages',
        title: 'On these pages',
        rows: OWN_WORDS.map(([word, meaning]) => [word, '', meaning, '']),
        empty: '',
      },
    ],
  };
};

const OWN_WORDS = [
  ['Star', 'What a category of the rubric gives a feature: earned, not earned, not applicable or unknown.'],
  ['Grade', 'The stars of a feature under one version of the rubric.'],
  ['Train', 'A line of releases, by date.'],
  ['Project', 'Ongoing work of one team, which is expected to ship in each release of its train.'],
  [
    'Verdict',
    'What a project did in a release: shipped on by default, shipped off by default, exempt, or shipped nothing. It blocks nobody.',
  ],
  ['Unknown', 'Nobody has said it yet. It never counts as no.'],
  [
    'Stated, verified',
    'The day on which a value came to be what it is; on which somebody found it still correct.',
  ],
] as const;
