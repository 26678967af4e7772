/** Names in a delivery that nobody has registered, for its answer and its line: what counts nowhere is not to look accepted only. */
import { didYouMean } from '../../../events/nearest.ts';
import type { Accepted } from '../../../events/read.ts';
import { FEATURES, PROJECTS } from '../../catalog/model/lists.ts';
import type { SaidName } from '../../catalog/model/unknown-names.ts';
import { readStates } from '../../catalog/store/states.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import { remembering } from '../../kernel/store/remembered.ts';
import type { Store } from '../../kernel/store/store.ts';

const looked = [
  ['project', PROJECTS],
  ['feature', FEATURES],
] as const;

/** A ledger only grows, so a name that was registered stays registered: nearly every delivery names known ones only. */
const registered = remembering<true>();

/**
 * `project search-qualty is registered by nobody, did you mean search-quality?`; nothing where no name of its kind is known, as
 * before the first import.
 */
export async function unknownNames(
  table: Store,
  facts: readonly Accepted[],
  said: readonly SaidName[] = [],
): Promise<Unknown> {
  const found: string[] = [];
  // What is taken back under a name was a mistake that is corrected.
  const stated = facts.filter(({ fact }) => fact.type !== 'ChangeWithdrawn');
  const named: SaidName[] = said.filter(({ kind }) => kind === 'person');
  for (const [kind, list] of looked) {
    const only = said.filter((one) => one.kind === kind);
    const names = new Set([
      ...stated.flatMap(({ fact: { detail } }) => namedAs(kind, detail)),
      ...only.map(({ name }) => name),
    ]);
    const unknown = await unregistered(table, kind, [...names]);
    if (unknown.length === 0) continue;
    const known = await listedIds(table, list);
    if (known.length === 0) continue;
    named.push(...only.filter(({ name }) => unknown.includes(name)));
    found.push(...unknown.map((name) => `${kind} ${name} is registered by nobody${didYouMean(name, known)}`));
  }
  return { words: found, named };
}

export interface Unknown {
  readonly words: readonly string[];
  /** Those that no fact has, and people. */
  readonly named: readonly SaidName[];
}

async function unregistered(
  table: Store,
  kind: 'project' | 'feature',
  names: readonly string[],
): Promise<string[]> {
  const known = registered(table);
  const unsure = names.filter((name) => known.get(`${kind}:${name}`) === undefined);
  if (unsure.length === 0) return [];
  const states = await readStates(table, kind, unsure);
  return unsure.filter((name) => {
    const isRegistered = isKnown(states.get(name));
    if (isRegistered) known.set(`${kind}:${name}`, true);
    return !isRegistered;
  });
}

const namedAs = (kind: string, detail: object): string[] => {
  const name: unknown = Object.entries(detail).find(([field]) => field === kind)?.[1];
  return typeof name === 'string' ? [name] : [];
};

const isKnown = (
  state:
    | {
        readonly registered?: boolean;
        readonly title?: string | undefined;
        readonly renamedTo?: string | undefined;
      }
    | undefined,
): boolean => state !== undefined && (state.title !== undefined || state.renamedTo !== undefined);
