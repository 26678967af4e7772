/** Reads the input of a judgement: the work of a project in a release. */
import type { Fact } from '../../../events/catalogue.ts';
import { project as projectEntity } from '../../../events/contract.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { type FeatureState, featureState } from '../../catalog/model/feature.ts';
import { flagState, turnFacts } from '../../catalog/model/flag.ts';
import { stateOf } from '../../catalog/store/states.ts';
import type { Reader } from '../../kernel/derived/reader.ts';
import { LIFE, partsOfRelease, REVERTS, WORK } from '../../kernel/ledger/parts.ts';
import { distinct, type Entry, inOrder, ofType } from '../../kernel/model/facts.ts';
import { featuresNamed, namesToFollow, type Work } from '../model/evidence.ts';

/** Reads the life of a project, its changes in the window, and its facts that name the release. @param parts to read besides */
export async function gatherWork(
  reader: Reader,
  project: string,
  { after, until, names }: Cycle,
  parts: readonly string[] = [],
): Promise<Work> {
  const entity = projectEntity(project);
  const named = partsOfRelease(names.map(({ name }) => name));
  const read = await Promise.all([
    // Read without a link: a fact of its life asks for all of its verdicts anyway.
    reader.listed.entriesOfParts(entity, [LIFE, ...parts]),
    reader.entries(entity, WORK, { after, until }),
    ...named.map((part) => reader.entries(entity, part)),
  ]);
  const facts = factsOf(read.flat());
  const { reverts, before } = await readReverts(reader, project, facts, { after, until, named });
  const mentions = await reader.mentions(entity, ['BEHIND', 'CLAIMED', 'OWNED'], until);
  const mentioned = (...kinds: readonly string[]) =>
    mentions.flatMap(({ kind, names: all }) => (kinds.includes(kind) ? all : []));
  const features = await readFeatures(reader, [...mentioned('CLAIMED', 'OWNED'), ...featuresNamed(facts)]);
  const flags = await readFlags(
    reader,
    [
      ...mentions.flatMap(({ kind, names: [flag] }) => (kind === 'BEHIND' && flag !== undefined ? flag : [])),
      ...flagsNamed(facts),
      ...[...features.values()].flatMap(({ flag }) => flag ?? []),
    ],
    until,
  );
  return { project, facts, reverts, before, mentions, features, flags };
}

/** How long before its window a change is looked for that is reverted within it. */
const MAX_LOOKBACK_MS = 200 * 86_400_000;

/** The reverts of a window where the project's changes were merged. Only if there are any, earlier changes are read. */
async function readReverts(
  reader: Reader,
  project: string,
  facts: readonly Fact[],
  { after, until, named }: Pick<Cycle, 'after' | 'until'> & { readonly named: readonly string[] },
): Promise<Pick<Work, 'reverts' | 'before'>> {
  const sources = distinct(
    [...ofType(facts, 'ChangeMerged'), ...ofType(facts, 'ChangeReverted')].flatMap(
      ({ detail }) => detail.source ?? [],
    ),
  );
  const ofBranches = distinct(
    ofType(facts, 'ChangeMerged').flatMap(({ detail }) =>
      detail.release == null ? [] : (detail.source ?? []),
    ),
  );
  const read = await Promise.all([
    ...sources.map((id) => reader.entries({ kind: 'source', id }, REVERTS, { after, until })),
    ...ofBranches.flatMap((id) => named.map((part) => reader.entries({ kind: 'source', id }, part))),
  ]);
  const reverts = factsOf(read.flat());
  if (after === undefined || (reverts.length === 0 && ofType(facts, 'ChangeReverted').length === 0))
    return { reverts, before: [] };
  const from = new Date(Math.max(0, Date.parse(after) - MAX_LOOKBACK_MS)).toISOString();
  const earlier = await reader.entries(projectEntity(project), WORK, { after: from, until: after });
  return { reverts, before: factsOf(earlier) };
}

const factsOf = (entries: readonly Entry[]): Fact[] => entries.toSorted(inOrder).map(({ fact }) => fact);

const flagsNamed = (facts: readonly Fact[]) =>
  ofType(facts, 'ChangeMerged').flatMap(({ detail }) => detail.flag ?? []);

/** Features by name, including those that their names lead to. */
async function readFeatures(reader: Reader, names: readonly string[]): Promise<Map<string, FeatureState>> {
  const states = new Map<string, FeatureState>();
  const asked = new Set<string>();
  let waiting = distinct(names);
  while (waiting.length > 0) {
    for (const name of waiting) asked.add(name);
    const read = await Promise.all(
      waiting.map((id) => stateOf(reader, { kind: 'feature', id }, featureState)),
    );
    for (const [at, state] of read.entries()) if (state !== undefined) states.set(waiting[at] ?? '', state);
    waiting = distinct(read.flatMap((state) => (state === undefined ? [] : namesToFollow(state)))).filter(
      (name) => !asked.has(name),
    );
  }
  return states;
}

/** When the defaults of feature flags changed: from their snapshots or, for a flag that changed very often, its ledger. */
async function readFlags(
  reader: Reader,
  flags: readonly string[],
  until: string,
): Promise<Map<string, readonly Fact[]>> {
  const turns = await Promise.all(
    distinct(flags).map(async (id): Promise<[string, readonly Fact[]]> => {
      const entity = { kind: 'flag', id } as const;
      const state = await stateOf(reader, entity, flagState);
      if (state === undefined || state.complete) return [id, state === undefined ? [] : turnFacts(state)];
      return [id, factsOf(await reader.entries(entity, LIFE, { until }))];
    }),
  );
  return new Map(turns);
}
