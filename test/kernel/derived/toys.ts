/** Two kinds of derived value, one built on the other, and the little of recording that they need. */
import * as z from 'zod';
import type { Announcement } from '../../../events/catalogue.ts';
import { project } from '../../../events/contract.ts';
import { maturityChanged } from '../../../functions/catalog/model/feature.ts';
import {
  type Derivation,
  type Deriving,
  derive,
  type News,
} from '../../../functions/kernel/derived/derive.ts';
import { readersAt } from '../../../functions/kernel/derived/links.ts';
import { append } from '../../../functions/kernel/ledger/append.ts';
import { WORK } from '../../../functions/kernel/ledger/parts.ts';
import type { TimeRange } from '../../../functions/kernel/ledger/read.ts';
import { valueThing } from '../../../functions/kernel/store/keys.ts';
import { getOne, type Key, type Store } from '../../../functions/kernel/store/store.ts';
import { accepted, change, type Entry, moment } from '../../support/facts.ts';

export const NOW = moment('2024-08-13');

/** The ids of a project's changes within a range. */
export const listKey = (name: string): Key => ({ pk: `PROJECT#${name}`, sk: 'LIST' });
export const list = (name: string, range?: TimeRange): Derivation => ({
  key: listKey(name),
  async compute(reader) {
    const entries = await reader.entries(project(name), WORK, range);
    const ids = entries.map(({ fact }) => fact.detail.id);
    return { value: ids.length === 0 ? undefined : { ids } };
  },
});

/** How many there are: made of that, and there also where that is not. */
export const countKey = (name: string): Key => ({ pk: `PROJECT#${name}`, sk: 'COUNT' });
export const count = (name: string): Derivation => ({
  key: countKey(name),
  compute: async (reader) => ({ value: { count: idsIn(await reader.value(listKey(name))).length } }),
});

export function idsIn(value: unknown): readonly string[] {
  const isList = typeof value === 'object' && value !== null && 'ids' in value && Array.isArray(value.ids);
  return isList ? z.array(z.string()).parse(value.ids) : [];
}

/** A derivation that also tells: whenever its value is another, and how often that happened. */
export const telling = (derivation: Derivation): Derivation => ({
  ...derivation,
  async compute(reader) {
    const computed = await derivation.compute(reader);
    const says = JSON.stringify(computed.value ?? 'nothing');
    return { ...computed, news: (told, times) => (told === says ? undefined : newsOf(told, says, times)) };
  },
});

const newsOf = (was: string | undefined, is: string, times: number): News => ({
  notified: is,
  announcement: maturityChanged({ feature: 'sort' }, was ?? 'unknown', is, times, NOW),
});

export interface World {
  readonly deriving: Deriving;
  /** What was asked for, as texts; announced; and failed. */
  readonly asked: string[];
  readonly announced: Announcement[];
  readonly failed: { readonly key: Key; readonly error: unknown }[];
  /** Types of announcements that could not be read. */
  readonly dropped: string[];
}

export function worldOn(store: Store, more: Partial<Deriving> = {}): World {
  const [asked, announced, dropped]: [string[], Announcement[], string[]] = [[], [], []];
  const failed: World['failed'] = [];
  const deriving: Deriving = {
    store,
    now: NOW,
    announce: async (announcements) => {
      announced.push(...announcements);
    },
    ask: async (keys) => {
      asked.push(...keys.map(valueThing));
    },
    failed: (key, error) => failed.push({ key, error }),
    dropped: (key, type) => dropped.push(`${valueThing(key)} ${type}`),
    ...more,
  };
  return { deriving, asked, announced, failed, dropped };
}

/** Derives in a world of its own. */
export async function deriveOn(store: Store, ...derivations: readonly Derivation[]): Promise<World> {
  const world = worldOn(store);
  await derive(world.deriving, derivations);
  return world;
}

/** Appends a fact. @returns the values that are to be derived again because of it */
export async function appended(store: Store, entry: Entry): Promise<Key[]> {
  const { touches } = await append(store, accepted(entry), NOW);
  const readers = await Promise.all(touches.map(({ thing, at }) => readersAt(store, thing, at)));
  return readers.flat();
}

/** A change of the project `rank`. */
export const changed = (id: string, day = '2024-01-02') => change('rank', day, {}, id);

export const valueAt = async (store: Store, key: Key): Promise<unknown> => (await getOne(store, key))?.value;
