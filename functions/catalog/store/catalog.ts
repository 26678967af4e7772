/** Reading what the ledgers know of the catalog, section by section and page by page. */
import * as z from 'zod';
import { type EntityKind, rubric } from '../../../events/contract.ts';
import { vocabularyName } from '../../../events/facts/vocabulary-published.ts';
import { type Lazy, lazy } from '../../../events/lazy.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { listPage } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { channelState } from '../model/channel.ts';
import { featureState } from '../model/feature.ts';
import type { Known, KnownRecord } from '../model/import/known.ts';
import * as known from '../model/import/known-records.ts';
import { listedFrom } from '../model/import/rubric-record.ts';
import { assembleKnown, type CatalogPage, type WireSection } from '../model/import/wire.ts';
import { personState } from '../model/person.ts';
import { projectState } from '../model/project.ts';
import { calendarState, roadmapState, vocabularyState } from '../model/published.ts';
import { registrationOf } from '../model/record-keeping.ts';
import { sourceState } from '../model/source.ts';
import * as lists from '../model/summary.ts';
import { teamState } from '../model/team.ts';
import { readLedger } from './ledger.ts';
import { readStates } from './snapshots.ts';
import { readCalendar, readTrains } from './trains.ts';

type Entry = CatalogPage['records'][number];
type EntriesOf = (table: Store, ids: readonly string[]) => Promise<Entry[]>;

/** Reads the states of some ids, and makes the entries of those that somebody registered. */
const shelf =
  <State>(
    kind: EntityKind,
    schema: Lazy<z.ZodType<State>>,
    knownOf: (state: State) => KnownRecord<unknown> | undefined,
    more: (state: State) => Partial<Entry> = () => ({}),
  ): EntriesOf =>
  async (table, ids) => {
    const states = await readStates(table, kind, schema, ids);
    return [...states].flatMap(([id, state]) => {
      const found = knownOf(state);
      return found === undefined ? [] : [{ id, ...found, ...more(state) }];
    });
  };

/** The sections that are listed by the index, each with its list. */
const listed: Partial<Record<WireSection, { readonly list: string; readonly entries: EntriesOf }>> = {
  teams: { list: lists.TEAMS, entries: shelf('team', teamState, known.teamKnown) },
  people: { list: lists.PEOPLE, entries: shelf('person', personState, known.personKnown) },
  features: { list: lists.FEATURES, entries: shelf('feature', featureState, known.featureKnown) },
  projects: {
    list: lists.PROJECTS,
    entries: shelf('project', projectState, known.projectKnown, ({ plans }) => ({ plans })),
  },
  calendars: { list: lists.CALENDARS, entries: shelf('calendar', calendarState, known.calendarKnown) },
  sources: { list: lists.SOURCES, entries: shelf('source', sourceState, known.sourceKnown) },
  channels: { list: lists.CHANNELS, entries: shelf('channel', channelState, known.channelKnown) },
  roadmap: { list: lists.ROADMAPS, entries: shelf('roadmap', roadmapState, known.roadmapKnown) },
};

/** Records of a page at most, and their size as JSON: Lambda answers with 6 MB, and a summary can have 400 KB. */
const MAX_RECORDS = 200;
const MAX_BYTES = 4_000_000;

/**
 * One page of a section, also of what is gone.
 * @param after the `next` of the page before
 */
export async function readCatalogPage(
  table: Store,
  section: WireSection,
  after?: string,
): Promise<CatalogPage> {
  const from = listed[section];
  if (from !== undefined) return readListed(table, from.list, from.entries, after);
  if (section === 'releases') return { records: await releases(table) };
  return { records: section === 'rubric' ? await latestRubric(table) : await vocabularies(table) };
}

const cardItem = lazy(() => z.object({ listKey: z.string(), card: z.object({ id: z.string() }) }));

async function readListed(
  table: Store,
  list: string,
  entries: EntriesOf,
  after: string | undefined,
): Promise<CatalogPage> {
  const { items, isLast } = await listPage(table, list, MAX_RECORDS, { after });
  const cards = items.map((item) => cardItem.parse(item));
  const byId = new Map(
    (
      await entries(
        table,
        cards.map(({ card }) => card.id),
      )
    ).map((each) => [each.id, each]),
  );
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

async function releases(table: Store): Promise<Entry[]> {
  const calendars = await inParallel(await readTrains(table), (train) => readCalendar(table, train));
  return calendars.flatMap(({ releases: present }) =>
    present.flatMap((state) => {
      const found = known.releaseKnown(state);
      return found === undefined ? [] : [{ id: state.release, ...found }];
    }),
  );
}

const vocabularies = (table: Store): Promise<Entry[]> =>
  shelf('vocabulary', vocabularyState, known.vocabularyKnown)(table, vocabularyName().options);

/** The version that was published last. */
async function latestRubric(table: Store): Promise<Entry[]> {
  const said = ofType((await readLedger(table, rubric)).facts, 'RubricPublished').map(({ detail }) => detail);
  const last = said.at(-1);
  const registration = registrationOf(said);
  if (last === undefined || registration === undefined) return [];
  const { at: saidAt, isFromFiles } = registration;
  return [{ id: rubric.id, record: listedFrom(last), isFromFiles, saidAt, isGone: false }];
}

/** Everything that is registered. */
export const readKnown = (table: Store): Promise<Known> =>
  assembleKnown((section, after) => readCatalogPage(table, section, after));
