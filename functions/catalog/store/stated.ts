/** What was stated of records, read from their ledgers: what is withdrawn and measured, and exemptions by the present names of releases. */
import * as z from 'zod';
import { feature, project } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { LIFE } from '../../kernel/ledger/parts.ts';
import { entriesOfParts } from '../../kernel/ledger/read.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { presentName } from '../../kernel/model/identity.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { listPage } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { measuredIn } from '../model/import/fact-differences.ts';
import type { CatalogPage } from '../model/import/wire.ts';
import { withdrawalsIn } from '../model/import/withdrawal-differences.ts';
import { FEATURES, PROJECTS } from '../model/lists.ts';
import { exemptionsIn, type HeldExemption } from '../model/project.ts';
import { readLedger } from './ledger.ts';
import { readStates } from './states.ts';

/** Fewer than of other records: the ledger of each is read. */
const MAX_LEDGERS = 50;

const cardItem = lazy(() => z.object({ listKey: z.string(), card: z.object({ id: z.string() }) }));

/** By feature, what was measured of it. */
export const readFacts = (table: Store, after: string | undefined): Promise<CatalogPage> =>
  readOfEach(table, FEATURES, after, async (id) => measuredIn((await readLedger(table, feature(id))).facts));

/** By project, the last word on each change that was ever withdrawn. */
export const readWithdrawals = (table: Store, after: string | undefined): Promise<CatalogPage> =>
  readOfEach(table, PROJECTS, after, async (id) => withdrawalsIn(await lifeOf(table, id)));

async function readOfEach(
  table: Store,
  list: string,
  after: string | undefined,
  read: (id: string) => Promise<readonly unknown[]>,
): Promise<CatalogPage> {
  const { items, isLast } = await listPage(table, list, MAX_LEDGERS, { after });
  const cards = items.map((item) => cardItem.parse(item));
  const found = await inParallel(cards, async ({ card: { id } }) => {
    const record = await read(id);
    return record.length === 0 ? [] : [{ id, record, isFromFiles: false, saidAt: '', isGone: false }];
  });
  const last = cards.at(-1);
  return { records: found.flat(), ...(isLast || last === undefined ? {} : { next: last.listKey }) };
}

const lifeOf = async (table: Store, id: string) =>
  (await entriesOfParts(table, project(id), [LIFE])).map(({ fact }) => fact);

/**
 * Exemptions by the names that their releases go by now: one that was granted under an old name is taken back under the new one.
 * Only where a release was renamed the ledger of its project is read.
 */
export async function byPresentNames<Entry extends CatalogPage['records'][number]>(
  table: Store,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const called = await presentNames(
    table,
    entries.flatMap(({ exemptions = [] }) => releasesIn(exemptions)),
  );
  return inParallel(entries, async (entry) => {
    const { id, exemptions = [] } = entry;
    const isMoved = exemptions.some(
      ({ release, at }) => release !== undefined && called(release, at) !== release,
    );
    if (!isMoved) return entry;
    const facts = await lifeOf(table, id);
    const named = facts.flatMap(({ detail }) => ('release' in detail ? (detail.release ?? []) : []));
    return { ...entry, exemptions: exemptionsIn(facts, await presentNames(table, named)) };
  });
}

const releasesIn = (exemptions: readonly HeldExemption[]) =>
  exemptions.flatMap(({ release }) => release ?? []);

async function presentNames(table: Store, names: readonly string[]) {
  const states = await readStates(table, 'release', distinct(names));
  return (name: string, at: string): string => {
    const state = states.get(name);
    return state === undefined ? name : presentName(name, state, at);
  };
}
