/** Ledgers in memory: takes in what an import tells, and gives what is known then, by the folds of the product. */
import { canonicalJson } from '../../../../events/canonical-json.ts';
import type { Fact } from '../../../../events/catalogue.ts';
import { type EntityKind, FACT_SOURCE } from '../../../../events/contract.ts';
import { type VocabularyName, vocabularyName } from '../../../../events/facts/vocabulary-published.ts';
import { readFact } from '../../../../events/read.ts';
import type { Change } from '../../../../functions/domain/catalog/change.ts';
import type { Known, KnownRecord } from '../../../../functions/domain/catalog/known.ts';
import * as records from '../../../../functions/domain/catalog/known-records.ts';
import { listedFrom, rubricOf } from '../../../../functions/domain/catalog/rubric-record.ts';
import { foldChannel } from '../../../../functions/domain/channel.ts';
import { inOrder, ofType } from '../../../../functions/domain/entries.ts';
import { foldFeature } from '../../../../functions/domain/feature.ts';
import { inherits, namesBefore } from '../../../../functions/domain/names.ts';
import { foldPerson } from '../../../../functions/domain/person.ts';
import { foldProject } from '../../../../functions/domain/project.ts';
import { foldCalendar, foldRoadmap, foldVocabulary } from '../../../../functions/domain/published.ts';
import { registrationOf } from '../../../../functions/domain/record-keeping.ts';
import { foldRelease } from '../../../../functions/domain/release.ts';
import { foldSource } from '../../../../functions/domain/source.ts';
import { foldTeam } from '../../../../functions/domain/team.ts';
import { accepted } from '../facts.ts';

/** The facts of an import, read as the ledger reads them. @throws when one is refused, or is read as something else */
export const published = (changes: readonly Change[]): Fact[] =>
  changes.map(({ fact: { type, detail } }) => {
    const read = readFact({ source: FACT_SOURCE, 'detail-type': type, detail });
    if (!read.ok) throw new Error(`${type} is refused: ${read.message}`);
    if (read.body !== canonicalJson(detail)) throw new Error(`${type} is kept as ${read.body}`);
    return read.fact;
  });

/** Facts are read once: a property asks for the same ledgers again and again. */
const seen = new WeakMap<Fact, ReturnType<typeof accepted>>();
function read(fact: Fact): ReturnType<typeof accepted> {
  const found = seen.get(fact) ?? accepted(fact);
  seen.set(fact, found);
  return found;
}

type Ledgers = ReadonlyMap<string, readonly Fact[]>;

/** The entities of one kind, each with its own facts, in no order. */
function ledgersOf(kind: EntityKind, facts: readonly Fact[]): Ledgers {
  const ledgers = new Map<string, Fact[]>();
  for (const fact of facts)
    for (const entity of read(fact).entities)
      if (entity.kind === kind) ledgers.set(entity.id, [...(ledgers.get(entity.id) ?? []), fact]);
  return ledgers;
}

const ordered = (facts: readonly Fact[]): readonly Fact[] => inOrder(facts.map(read)).facts;

/** What is known once these facts have been taken in. Features that go by another name are not listed, as in the product. */
export function knownFrom(facts: readonly Fact[]): Known {
  const all = <Record>(
    kind: EntityKind,
    known: (id: string, facts: readonly Fact[]) => KnownRecord<Record> | undefined,
  ) => {
    const ledgers = ledgersOf(kind, facts);
    return new Map(
      [...ledgers.keys()].flatMap((id) => {
        const found = known(id, lineage(id, ledgers));
        return found === undefined || found.renamedTo !== undefined ? [] : [[id, found] as const];
      }),
    );
  };
  const terms = ledgersOf('vocabulary', facts);
  return {
    teams: all('team', (id, own) => records.teamKnown(foldTeam(id, own))),
    people: all('person', (id, own) => records.personKnown(foldPerson(id, own))),
    features: all('feature', (id, own) => records.featureKnown(foldFeature(id, own))),
    projects: all('project', (id, own) => records.projectKnown(foldProject(id, own))),
    releases: all('release', (id, own) => records.releaseKnown(foldRelease(id, own))),
    calendars: all('calendar', (id, own) => records.calendarKnown(foldCalendar(id, own))),
    sources: all('source', (id, own) => records.sourceKnown(foldSource(id, own))),
    channels: all('channel', (id, own) => records.channelKnown(foldChannel(id, own))),
    roadmap: all('roadmap', (id, own) => records.roadmapKnown(foldRoadmap(id, own))),
    rubric: rubricIn(ordered(ledgersOf('rubric', facts).get('rubric') ?? [])),
    vocabularies: Object.fromEntries(
      vocabularyName().options.flatMap((name) => {
        const found = vocabulary(name, ordered(terms.get(name) ?? []));
        return found === undefined ? [] : [[name, found]];
      }),
    ),
    plans: new Map(
      [...ledgersOf('project', facts)].map(([id, own]) => [id, foldProject(id, ordered(own)).plans]),
    ),
  };
}

/** An entity's facts with those of what it was renamed from. */
function lineage(id: string, ledgers: Ledgers): readonly Fact[] {
  const before = namesBefore(id, [...ledgers.values()].flat());
  const parts = [id, ...before].map((name) => ({ name, said: ledgers.get(name) ?? [] }));
  const everything = parts.flatMap(({ said }) => said);
  const mine = parts.flatMap(({ name, said }) =>
    said.filter((fact) => name === id || inherits(everything, name, fact)),
  );
  return ordered([...new Set(mine)]);
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
