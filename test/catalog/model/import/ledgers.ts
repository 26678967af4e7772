/** Ledgers in memory: takes in what an import tells, and gives what is known then, by the folds of the product. */
import { canonicalJson } from '../../../../events/canonical-json.ts';
import type { Fact } from '../../../../events/catalogue.ts';
import { type EntityKind, FACT_SOURCE, project, rubric } from '../../../../events/contract.ts';
import { type VocabularyName, vocabularyName } from '../../../../events/facts/vocabulary.ts';
import { readFact } from '../../../../events/read.ts';
import type { Change } from '../../../../functions/catalog/model/import/change.ts';
import { measuredIn } from '../../../../functions/catalog/model/import/fact-differences.ts';
import type { Known, KnownRecord, KnownRecords } from '../../../../functions/catalog/model/import/known.ts';
import {
  type RecordSection,
  type Records,
  registered,
} from '../../../../functions/catalog/model/import/records.ts';
import { listedFrom, rubricOf } from '../../../../functions/catalog/model/import/rubric.ts';
import { withdrawalsIn } from '../../../../functions/catalog/model/import/withdrawal-differences.ts';
import { kinds } from '../../../../functions/catalog/model/kinds.ts';
import { foldProject } from '../../../../functions/catalog/model/project.ts';
import { registrationOf } from '../../../../functions/catalog/model/record-keeping.ts';
import { foldVocabulary } from '../../../../functions/catalog/model/registered.ts';
import { ofType } from '../../../../functions/kernel/model/facts.ts';
import type { Names } from '../../../../functions/kernel/model/identity.ts';
import { identitiesOf, idsOf, ledgerOf } from '../../../support/ledger-facts.ts';

/** The facts of an import, read as the ledger reads them. @throws when one is refused, or is read as something else */
export const published = (changes: readonly Change[]): Fact[] =>
  changes.map(({ fact: { type, detail } }) => {
    const read = readFact({ source: FACT_SOURCE, 'detail-type': type, detail });
    if (!read.ok) throw new Error(`${type} is refused: ${read.message}`);
    if (read.body !== canonicalJson(detail)) throw new Error(`${type} is kept as ${read.body}`);
    return read.fact;
  });

/** What is known once these facts have been taken in. Features that go by another name are not listed, as in the product. */
export function knownFrom(facts: readonly Fact[]): Known {
  const all = <S extends RecordSection>(section: S): KnownRecords<Records[S]> => {
    const { kind, schema } = registered[section];
    return new Map(
      [...identitiesOf(kind, facts)].flatMap(([id, { entries, ...names }]) => {
        const own = entries.map(({ fact }) => fact);
        const found = knownOf(kind, id, own, names);
        return found === undefined ? [] : [[id, { ...found, record: schema.parse(found.record) }] as const];
      }),
    );
  };
  return {
    teams: all('teams'),
    people: all('people'),
    features: all('features'),
    flags: all('flags'),
    projects: all('projects'),
    releases: all('releases'),
    accounts: all('accounts'),
    calendars: all('calendars'),
    sources: all('sources'),
    channels: all('channels'),
    roadmap: all('roadmap'),
    rubric: rubricIn(ledgerOf(rubric, facts)),
    vocabularies: Object.fromEntries(
      vocabularyName().options.flatMap((name) => {
        const found = vocabulary(name, ledgerOf({ kind: 'vocabulary', id: name }, facts));
        return found === undefined ? [] : [[name, found]];
      }),
    ),
    plans: new Map(
      idsOf('project', facts).map((id) => [id, foldProject(id, ledgerOf(project(id), facts)).plans]),
    ),
    facts: new Map(
      [...identitiesOf('feature', facts)].flatMap(([id, { entries, name }]) => {
        const found = measuredIn(entries.map(({ fact }) => fact));
        return name !== id || found.length === 0 ? [] : [[id, found] as const];
      }),
    ),
    withdrawals: new Map(
      idsOf('project', facts).map((id) => [id, withdrawalsIn(ledgerOf(project(id), facts))]),
    ),
    exemptions: new Map(
      idsOf('project', facts).map((id) => [id, foldProject(id, ledgerOf(project(id), facts)).exemptions]),
    ),
  };
}

function knownOf<K extends EntityKind>(kind: K, id: string, facts: readonly Fact[], names: Names) {
  const { fold, known } = kinds[kind];
  return known?.(fold(id, facts, { names, features: [] }));
}

function vocabulary(name: VocabularyName, facts: readonly Fact[]): Known['vocabularies'][VocabularyName] {
  const state = foldVocabulary(name, facts);
  const known: KnownRecord<unknown> | undefined = kinds.vocabulary.known?.(state);
  return known && { ...known, record: new Map((state.terms ?? []).map(({ term, ...rest }) => [term, rest])) };
}

function rubricIn(facts: readonly Fact[]): Known['rubric'] {
  const said = ofType(facts, 'RubricPublished').map(({ detail }) => detail);
  const [last, registration] = [said.at(-1), registrationOf(said)];
  if (last === undefined || registration === undefined) return undefined;
  const { at: saidAt, isFromFiles } = registration;
  return { record: rubricOf(listedFrom(last)), isFromFiles, saidAt, isGone: false };
}
