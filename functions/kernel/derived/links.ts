/**
 * Links: from each thing that was read to the derived value that read it, with the range of time. They are never removed:
 * one too many costs a computation that finds nothing to change.
 */
import * as z from 'zod';
import { canonicalJson, digestOf } from '../../../events/canonical-json.ts';
import { lazy } from '../../../events/lazy.ts';
import { inParallel } from '../parallel.ts';
import { valueThing } from '../store/keys.ts';
import { all, type Key, type Store } from '../store/store.ts';
import type { Read } from './reader.ts';

const LINKS = 'READERS#';
/** 96 bits: no two reads of a value share them by chance. */
const READ_DIGEST_LENGTH = 24;
/** Sorts behind every moment. */
const NO_END = '~';

export const isLink = ({ pk }: Key): boolean => pk.startsWith(LINKS);

const linkItem = lazy(() =>
  z.object({ reader: z.object({ pk: z.string(), sk: z.string() }), after: z.string().optional() }),
);

/** Sorted by the end of the range, so that a query for a moment skips the ranges that end before it. */
const linkKey = ({ thing, after, until }: Read, reader: Key): Key => ({
  pk: `${LINKS}${thing}`,
  sk: `${until ?? NO_END}#${digestOf(canonicalJson([after, valueThing(reader)]))}`,
});

/** What a value stores of a read, to know which of its reads are linked already. */
export const readDigest = ({ thing, after, until }: Read): string =>
  digestOf(canonicalJson([thing, after, until])).slice(0, READ_DIGEST_LENGTH);

/** Writes a link from everything that was read. */
export async function link(store: Store, reads: readonly Read[], reader: Key): Promise<void> {
  await inParallel(reads, (read) =>
    store.put(
      { ...linkKey(read, reader), reader: { pk: reader.pk, sk: reader.sk }, after: read.after },
      'ifAbsent',
    ),
  );
}

/** The values that read a part of a ledger at a moment. @param at UTC instant; empty for what holds for all time */
export async function readersAt(store: Store, thing: string, at: string): Promise<Key[]> {
  const items = await all(store.query(`${LINKS}${thing}`, at === '' ? {} : { from: at }));
  return items
    .map((item) => linkItem.parse(item))
    .filter(({ after }) => after === undefined || at === '' || at > after)
    .map(({ reader }) => reader);
}

/** The values that read a derived value. */
export const readersOf = (store: Store, key: Key): Promise<Key[]> => readersAt(store, valueThing(key), '');
