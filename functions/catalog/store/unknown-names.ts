/** The one list of names that nobody knows: of what facts are about, and of teams that records name. */
import * as z from 'zod';
import { type EntityKind, entityKind } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { compare } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { inList, listedIds } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import { FEATURES, FLAGS, PROJECTS, TEAMS, UNREGISTERED } from '../model/lists.ts';
import { type UnknownName, unknownNameOf } from '../model/unknown-names.ts';
import { readLedger } from './ledger.ts';
import { readCalendar, readTrains } from './trains.ts';

const listItem = lazy(() =>
  z.object({ card: z.object({ kind: entityKind(), id: z.string(), team: z.string().optional() }) }),
);

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
  return [...ofFacts, ...(await unknownTeams(table, known.get('team') ?? []))].toSorted(
    (a, b) => compare(a.kind, b.kind) || compare(a.name, b.name),
  );
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

/** Teams that features and projects name as theirs, and nobody has registered. */
async function unknownTeams(table: Store, teams: readonly string[]): Promise<UnknownName[]> {
  const owned = [...(await cards(table, FEATURES)), ...(await cards(table, PROJECTS))];
  const strangers = owned.filter(({ team }) => team !== undefined && !teams.includes(team));
  const byTeam = Map.groupBy(strangers, ({ team }) => team ?? '');
  return [...byTeam].slice(0, MAX_NAMES).map(([name, records]) => {
    const saidBy = records.slice(0, MAX_PLACES).map(({ kind, id }) => ({ what: `${kind} ${id}` }));
    return unknownNameOf({ kind: 'team', name, saidBy }, teams);
  });
}
