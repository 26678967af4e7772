/** Ledgers in memory: takes in what an import tells, and gives what is known then, by the folds of the product. */
import { canonicalJson } from '../../../../events/canonical-json.ts';
import type { Fact } from '../../../../events/catalogue.ts';
import {
  type EntityKind,
  FACT_SOURCE,
  project,
  rubric,
  vocabulary as vocabularyEntity,
} from '../../../../events/contract.ts';
import { type VocabularyName, vocabularyName } from '../../../../events/facts/vocabulary-published.ts';
import { readFact } from '../../../../events/read.ts';
import { foldChannel } from '../../../../functions/catalog/model/channel.ts';
import { foldFeature } from '../../../../functions/catalog/model/feature.ts';
import type { Change } from '../../../../functions/catalog/model/import/change.ts';
import type { Known, KnownRecord } from '../../../../functions/catalog/model/import/known.ts';
import * as records from '../../../../functions/catalog/model/import/known-records.ts';
import { listedFrom, rubricOf } from '../../../../functions/catalog/model/import/rubric-record.ts';
import { foldPerson } from '../../../../functions/catalog/model/person.ts';
import { foldProject } from '../../../../functions/catalog/model/project.ts';
import { foldCalendar, foldRoadmap, foldVocabulary } from '../../../../functions/catalog/model/published.ts';
import { registrationOf } from '../../../../functions/catalog/model/record-keeping.ts';
import { foldRelease } from '../../../../functions/catalog/model/release.ts';
import { foldSource } from '../../../../functions/catalog/model/source.ts';
import { foldTeam } from '../../../../functions/catalog/model/team.ts';
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
  const all = <Record>(
    kind: EntityKind,
    known: (id: string, facts: readonly Fact[], names: Names) => KnownRecord<Record> | undefined,
  ) =>
    new Map(
      [...identitiesOf(kind, facts)].flatMap(([id, { entries, ...names }]) => {
        const own = entries.map(({ fact }) => fact);
        const found = known(id, own, names);
        return found === undefined || found.renamedTo !== undefined ? [] : [[id, found] as const];
      }),
    );
  return {
    teams: all('team', (id, own) => records.teamKnown(foldTeam(id, own))),
    people: all('person', (id, own) => records.personKnown(foldPerson(id, own))),
    features: all('feature', (id, own, names) => records.featureKnown(foldFeature(id, own, names))),
    projects: all('project', (id, own) => records.projectKnown(foldProject(id, own))),
    releases: all('release', (id, own, names) => records.releaseKnown(foldRelease(id, own, names))),
    calendars: all('calendar', (id, own) => records.calendarKnown(foldCalendar(id, own))),
    sources: all('source', (id, own) => records.sourceKnown(foldSource(id, own))),
    channels: all('channel', (id, own) => records.channelKnown(foldChannel(id, own))),
    roadmap: all('roadmap', (id, own) => records.roadmapKnown(foldRoadmap(id, own))),
    rubric: rubricIn(ledgerOf(rubric, facts)),
    vocabularies: Object.fromEntries(
      vocabularyName().options.flatMap((name) => {
        const found = vocabulary(name, ledgerOf(vocabularyEntity(name), facts));
        return found === undefined ? [] : [[name, found]];
      }),
    ),
    plans: new Map(
      idsOf('project', facts).map((id) => [id, foldProject(id, ledgerOf(project(id), facts)).plans]),
    ),
  };
}

function vocabulary(name: VocabularyName, facts: readonly Fact[]): Known['vocabularies'][VocabularyName] {
  const known = records.vocabularyKnown(foldVocabulary(name, facts));
  return (
    known && {
      ...known,
      record: new Map((known.record.terms ?? []).map(({ term, ...rest }) => [term, rest])),
    }
  );
}

function rubricIn(facts: readonly Fact[]): Known['rubric'] {
  const said = ofType(facts, 'RubricPublished').map(({ detail }) => detail);
  const [last, registration] = [said.at(-1), registrationOf(said)];
  if (last === undefined || registration === undefined) return undefined;
  const { at: saidAt, isFromFiles } = registration;
  return { record: rubricOf(listedFrom(last)), isFromFiles, saidAt, isGone: false };
}
