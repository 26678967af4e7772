/** Names that were said and that no fact has, for as long as deliveries are shown: a label that a rule overrides, a stranger's login. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { SAID_NAMES, saidNameKey } from '../../kernel/store/keys.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import type { Known } from '../model/import/known.ts';
import { FEATURES, PROJECTS } from '../model/lists.ts';
import { whoIs } from '../model/speakers.ts';
import { type SaidName, type UnknownName, unknownNameOf } from '../model/unknown-names.ts';

const KEPT_SECONDS = 30 * 86_400;

const said = lazy(() =>
  z.object({
    kind: z.enum(['project', 'feature', 'person']),
    name: z.string(),
    what: z.string(),
    at: z.string(),
    evidence: z.string().optional(),
  }),
);

/** Each name once, with the last place. */
export async function storeSaidNames(
  table: Store,
  names: readonly SaidName[],
  { what, at }: { readonly what: string; readonly at: string },
): Promise<void> {
  const expiresAt = Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS;
  for (const { kind, name, evidence } of names)
    await table.put({ ...saidNameKey(kind, name), kind, name, what, at, evidence, expiresAt });
}

/** Those that are still unknown. */
export async function readSaidNames(table: Store, { people }: Known): Promise<UnknownName[]> {
  const items = await all(table.query(SAID_NAMES));
  if (items.length === 0) return [];
  const names = {
    project: await listedIds(table, PROJECTS),
    feature: await listedIds(table, FEATURES),
    person: [...people].flatMap(([, { record }]) => record.accounts ?? []),
  };
  return items.flatMap((item) => {
    const { kind, name, what, at, evidence } = said.parse(item);
    const isKnown = kind === 'person' ? whoIs(name, people).known : names[kind].includes(name);
    return isKnown ? [] : [unknownNameOf({ kind, name, saidBy: [{ what, at, evidence }] }, names[kind])];
  });
}
