/** The supported list: what is supported where, with what sales and support should know. Only for people inside. */
import { plural } from '../../outline/plural.ts';
import type { Cell, Sheet } from '../../site/resource/sheet.ts';
import type {
  ReferenceAnswer,
  ReferenceFeature,
  ReferenceTerm,
  SupportAnswer,
} from '../model/reference/features.ts';
import {
  answerCell,
  checkedCell,
  deploymentCell,
  featureCell,
  levelCell,
  teamCell,
} from './reference-sheets.ts';

export interface SupportedFilter {
  /** In the title, the id or the notes, in any case. */
  readonly q?: string | undefined;
  /** A code host or a deployment option. */
  readonly option?: string | undefined;
  /** Of that option, or of any. */
  readonly answer?: SupportAnswer | undefined;
}

/** Those of the features that somebody asks for. */
export const filtered = (
  features: readonly ReferenceFeature[],
  { q, option, answer }: SupportedFilter,
): ReferenceFeature[] =>
  features.filter((feature) => {
    const answers = [...feature.compatibility.answers, ...feature.deployment.answers].filter(
      (each) => option === undefined || each.option === option,
    );
    if (option !== undefined && answers.length === 0) return false;
    if (answer !== undefined && !answers.some((each) => each.answer === answer)) return false;
    return q === undefined || textsOf(feature).some((text) => text.toLowerCase().includes(q.toLowerCase()));
  });

const textsOf = ({ feature, title, note, internal }: ReferenceFeature): string[] =>
  [feature, title, note, internal?.support, internal?.sales, internal?.notes].filter((text) => text != null);

/** Each column by its own name, so that a code host and a deployment option are told apart. */
const columnsOf = (terms: readonly ReferenceTerm[]) => terms.map(({ title }) => title);

export const supportedSheet = ({
  compatibility,
  deployment,
  features,
  next,
}: Pick<ReferenceAnswer, 'compatibility' | 'deployment' | 'features' | 'next'>): Sheet => ({
  title: 'Supported list',
  lead: `${plural(features.length, 'feature')}: what is supported where, with the notes of support and sales. Internal: not for customers.`,
  head: [
    ...['Feature', 'Team', 'Maturity', 'Support', 'Sales', 'Notes', 'Note for everybody'],
    ...columnsOf(compatibility),
    ...columnsOf(deployment),
    ...['Code hosts checked', 'By', 'Deployment checked', 'By'],
  ],
  parts: [
    {
      id: 'features',
      title: 'Features',
      rows: features.map((feature): Cell[] => [
        ...[featureCell(feature), teamCell(feature), levelCell(feature.maturity.level)],
        ...[feature.internal?.support ?? '', feature.internal?.sales ?? ''],
        ...[feature.internal?.notes ?? '', feature.note ?? ''],
        ...feature.compatibility.answers.map(({ answer }) => answerCell(answer)),
        ...feature.deployment.answers.map(deploymentCell),
        ...[checkedCell(feature.compatibility.checked), feature.compatibility.checked.by ?? ''],
        ...[checkedCell(feature.deployment.checked), feature.deployment.checked.by ?? ''],
      ]),
      empty: 'No feature fits: ask for less, or show all.',
    },
  ],
  next,
});
