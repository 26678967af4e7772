/** The one list of names that nobody knows: of what facts are about, of what records name, and of who is to review. */
import * as z from 'zod';
import { type EntityKind, entityKind } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { inList, listedIds } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import type { Known } from '../model/import/known.ts';
import type { Place } from '../model/import/problem.ts';
import { isRecordSection, registered } from '../model/import/records.ts';
import { type UnknownReference, unknownReferences } from '../model/import/reference-problems.ts';
import type { Named } from '../model/import/references.ts';
import { FEATURES, FLAGS, PROJECTS, REVIEWS, TEAMS, UNREGISTERED } from '../model/lists.ts';
import { type NamedKind, type UnknownName, unknownNameOf } from '../model/unknown-names.ts';
import { readKnown } from './catalog.ts';
import { readLedger } from './ledger.ts';
import { readSaidNames } from './said-names.ts';
import { readStates } from './states.ts';
import { readCalendar, readTrains } from './trains.ts';

const listItem = lazy(() => z.object({ card: z.object({ kind: entityKind(), id: z.string() }) }));

/** As many names as a person could still look through. */
const MAX_NAMES = 200;
/** Places that are shown of each. */
const MAX_PLACES = 3;

export async function readUnknownNames(table: Store): Promise<UnknownName[]> {
  const known = await knownNames(table);
  const spoken = (await cards(table, UNREGISTERED)).slice(0, MAX_NAMES);
  const ofFacts = await inParallel(spoken, async ({ kind, id }) => {
    const { facts } = await readLedger(table, { kind, id });
    const saidBy = facts.slice(0, MAX_PLACES).map(({ type, detail }) => ({
      what: `${type} ${detail.id}`,
      at: detail.occurredAt,
      evidence: detail.evidence,
    }));
    return unknownNameOf({ kind, name: id, saidBy }, known.get(kind) ?? []);
  });
  const catalog = await readKnown(table);
  return together([
    ...ofFacts,
    ...inRecords(unknownReferences(catalog)),
    ...(await inReviews(table, catalog)),
    ...(await readSaidNames(table, catalog)),
  ]);
}

async function cards(table: Store, list: string) {
  return (await all(inList(table, list))).map((item) => listItem().parse(item).card);
}

async function knownNames(table: Store): Promise<ReadonlyMap<EntityKind, readonly string[]>> {
  const [teams, features, projects, flags, trains] = await Promise.all([
    listedIds(table, TEAMS),
    listedIds(table, FEATURES),
    listedIds(table, PROJECTS),
    listedIds(table, FLAGS),
    readTrains(table),
  ]);
  const calendars = await inParallel(trains, (train) => readCalendar(table, train));
  const releases = calendars.flatMap((calendar) => calendar.releases.map(({ release }) => release));
  return new Map<EntityKind, readonly string[]>([
    ['team', teams],
    ['feature', features],
    ['project', projects],
    ['flag', flags],
    ['release', releases],
  ]);
}

/** Of records, by the kind of the name; features and releases that were renamed go on being called as they were. */
const OF_RECORDS: ReadonlyMap<Named, NamedKind> = new Map<Named, NamedKind>([
  ['team', 'team'],
  ['person', 'person'],
  ['account', 'person'],
  ['role', 'role'],
  ['org', 'org'],
  ['calendar', 'calendar'],
  ['project', 'project'],
]);

/** What records name, as teams, authors, contacts, approvers and roles, and no record has. */
function inRecords(references: readonly UnknownReference[]): UnknownName[] {
  const listed = references.flatMap((one) => {
    const kind = OF_RECORDS.get(one.to);
    return kind === undefined ? [] : [{ ...one, kind }];
  });
  const byName = Map.groupBy(listed, ({ kind, name }) => `${kind} ${name}`);
  return [...byName.values()].slice(0, MAX_NAMES).flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const { kind, name, known } = first;
    const places = distinct(alike.map(({ place }) => whatIn(place)));
    const saidBy = places.slice(0, MAX_PLACES).map((what) => ({ what }));
    return [unknownNameOf({ kind, name, saidBy }, [...known])];
  });
}

function whatIn({ section, path: [id = ''] }: Place): string {
  if (section === 'rubric') return 'the rubric';
  return isRecordSection(section) ? `${registered[section].kind} ${id}` : `${section} of ${id}`;
}

/** Reviewers of reviews that wait: nobody can answer for somebody whom nobody knows. */
async function inReviews(table: Store, known: Known): Promise<UnknownName[]> {
  const states = await readStates(table, 'review', await listedIds(table, REVIEWS));
  const asked = [...states].flatMap(([id, { request }]) =>
    (request?.reviewers ?? []).map((reference) => ({ id, reference })),
  );
  const people = [...known.people].filter(([, { isGone }]) => !isGone);
  const contacts = [...known.teams.values()].flatMap(({ record }) =>
    Object.entries(record.contacts ?? {}).flatMap(([role, person]) => (person == null ? [] : [role])),
  );
  const names: Readonly<Record<'person' | 'team' | 'role', readonly string[]>> = {
    person: people.map(([id]) => id),
    team: [...known.teams.keys()],
    role: [...contacts, ...people.flatMap(([, { record }]) => record.roles ?? [])],
  };
  const accounts = people.flatMap(([, { record }]) => record.accounts ?? []);
  const byName = Map.groupBy(asked, ({ reference }) => reference);
  return [...byName].slice(0, MAX_NAMES).flatMap(([reference, reviews]) => {
    const [prefix = '', name = ''] = reference.split(/:(.*)/s);
    const kind = prefix === 'team' || prefix === 'role' ? prefix : 'person';
    const isAccount = kind === 'person' && prefix !== 'person';
    const own = isAccount ? accounts : names[kind];
    const called = isAccount ? reference : name;
    if (own.includes(called)) return [];
    const saidBy = reviews.slice(0, MAX_PLACES).map(({ id }) => ({ what: `review ${id}` }));
    return [unknownNameOf({ kind, name: called, saidBy }, own)];
  });
}

/** One entry a name, with all the places where it was said. */
export function together(names: readonly UnknownName[]): UnknownName[] {
  const byName = Map.groupBy(names, ({ kind, name }) => `${kind} ${name}`);
  const merged = [...byName.values()].flatMap((alike) => {
    const [first] = alike;
    const saidBy = alike.flatMap((one) => one.saidBy).slice(0, MAX_PLACES);
    return first === undefined ? [] : [{ ...first, saidBy }];
  });
  return merged.toSorted((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
}
