/** Reading what the ledgers know of the catalog, section by section and page by page. */
import * as z from 'zod';
import { type EntityKind, rubric } from '../../../events/contract.ts';
import { vocabularyName } from '../../../events/facts/vocabulary.ts';
import { lazy } from '../../../events/lazy.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { listPage } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Known } from '../model/import/known.ts';
import { registered } from '../model/import/records.ts';
import { listedFrom } from '../model/import/rubric.ts';
import { assembleKnown, type CatalogPage, type WireSection } from '../model/import/wire.ts';
import { kinds } from '../model/kinds.ts';
import { registrationOf } from '../model/record-keeping.ts';
import type { States } from '../model/states.ts';
import { readLedger } from './ledger.ts';
import { byPresentNames, readFacts, readWithdrawals } from './stated.ts';
import { readStates } from './states.ts';
import { readCalendar, readTrains } from './trains.ts';

type Entry = CatalogPage['records'][number];

/** The most records of a page, and bytes of their JSON: Lambda answers with at most 6 MB, and a snapshot can have 400 KB. */
const MAX_RECORDS = 200;
const MAX_BYTES = 4_000_000;

/** One page of a section, also of what is gone. @param after the `next` of the page before */
export async function readCatalogPage(
  table: Store,
  section: WireSection,
  after?: string,
): Promise<CatalogPage> {
  if (section === 'rubric') return { records: await latestRubric(table) };
  if (section === 'vocabularies')
    return { records: await entriesOf(table, 'vocabulary', vocabularyName().options) };
  if (section === 'facts') return readFacts(table, after);
  if (section === 'withdrawals') return readWithdrawals(table, after);
  const { kind } = registered[section];
  const { list } = kinds[kind];
  return list === undefined
    ? { records: await releases(table, await readTrains(table)) }
    : readListed(table, kind, list, after);
}

/** The entries of those among some ids that somebody registered. */
async function entriesOf<K extends EntityKind>(
  table: Store,
  kind: K,
  ids: readonly string[],
): Promise<Entry[]> {
  const states = await readStates(table, kind, ids);
  return [...states].flatMap(([id, state]) => entryOf(kind, id, state));
}

function entryOf<K extends EntityKind>(kind: K, id: string, state: States[K]): Entry[] {
  const found = kinds[kind].known?.(state);
  return found === undefined ? [] : [{ id, ...found }];
}

const cardItem = lazy(() => z.object({ listKey: z.string(), card: z.object({ id: z.string() }) }));

async function readListed(
  table: Store,
  kind: EntityKind,
  list: string,
  after: string | undefined,
): Promise<CatalogPage> {
  const { items, isLast } = await listPage(table, list, MAX_RECORDS, { after });
  const cards = items.map((item) => cardItem.parse(item));
  const ids = cards.map(({ card }) => card.id);
  const entries = await byPresentNames(table, await entriesOf(table, kind, ids));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const records: Entry[] = [];
  let bytes = 0;
  for (const [at, { card, listKey }] of cards.entries()) {
    const entry = byId.get(card.id);
    if (entry === undefined) continue;
    records.push(entry);
    bytes += Buffer.byteLength(JSON.stringify(entry));
    if (bytes > MAX_BYTES && at < cards.length - 1) return { records, next: listKey };
  }
  const last = cards.at(-1);
  return isLast || last === undefined ? { records } : { records, next: last.listKey };
}

/** By train, as its calendar has them: a release has no list of its own. */
async function releases(table: Store, trains: readonly string[]): Promise<Entry[]> {
  const calendars = await inParallel(trains, (train) => readCalendar(table, train));
  return calendars.flatMap(({ releases: present }) =>
    present.flatMap((state) => entryOf('release', state.release, state)),
  );
}

/** The version that was published last. */
async function latestRubric(table: Store): Promise<Entry[]> {
  const said = ofType((await readLedger(table, rubric)).facts, 'RubricPublished').map(({ detail }) => detail);
  const last = said.at(-1);
  const registration = registrationOf(said);
  if (last === undefined || registration === undefined) return [];
  const { at: saidAt, isFromFiles } = registration;
  return [{ id: rubric.id, record: listedFrom(last), isFromFiles, saidAt, isGone: false }];
}

/** What is asked for by name, for a statement about it. */
export interface AskedFor {
  readonly projects?: readonly string[];
  readonly features?: readonly string[];
  readonly teams?: readonly string[];
  readonly channels?: readonly string[];
  /** All releases of these trains. */
  readonly trains?: readonly string[];
}

/** The rubric, and of what is asked for all that is registered: for each id one read, and no list. */
export async function readKnownOf(table: Store, asked: AskedFor): Promise<Known> {
  const { projects = [], features = [], teams = [], channels = [], trains = [] } = asked;
  const sections: Partial<Record<WireSection, () => Promise<Entry[]>>> = {
    projects: async () => byPresentNames(table, await entriesOf(table, 'project', projects)),
    features: () => entriesOf(table, 'feature', features),
    teams: () => entriesOf(table, 'team', teams),
    channels: () => entriesOf(table, 'channel', channels),
    releases: () => releases(table, trains),
    rubric: () => latestRubric(table),
  };
  return assembleKnown(async (section) => ({ records: (await sections[section]?.()) ?? [] }));
}

/** Everything that is registered. */
export const readKnown = (table: Store): Promise<Known> =>
  assembleKnown((section, after) => readCatalogPage(table, section, after), true);
