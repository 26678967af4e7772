/** Gathers what a judgement of projects reads: their ledgers, their features, and the ledgers of the feature flags. */
import type { Fact } from '../../events/catalogue.ts';
import { distinct, ofType } from '../domain/entries.ts';
import { featuresNamed, type Work } from '../domain/evidence.ts';
import { type FeatureState, featureState } from '../domain/feature.ts';
import { flagState, turnFacts } from '../domain/flag.ts';
import { inParallel } from '../kernel/parallel.ts';
import type { Store } from '../kernel/store/store.ts';
import { readLedger } from './ledger.ts';
import { readStates } from './summary.ts';

/** One entry a project, in their order; strongly consistent. */
export async function gatherWorks(table: Store, projects: readonly string[]): Promise<Work[]> {
  const ledgers = await inParallel(
    projects,
    async (id) => (await readLedger(table, { kind: 'project', id })).facts,
  );
  const features = await readFeatures(table, ledgers.flatMap(featuresNamed));
  const flags = await readFlags(
    table,
    distinct([...flagsNamed(ledgers.flat()), ...flagsOfFeatures(features)]),
  );
  return projects.map((project, at) => ({ project, facts: ledgers[at] ?? [], features, flags }));
}

const flagsNamed = (facts: readonly Fact[]) =>
  ofType(facts, 'ChangeMerged').flatMap(({ detail }) => detail.flag ?? []);

const flagsOfFeatures = (features: ReadonlyMap<string, FeatureState>) =>
  [...features.values()].flatMap(({ flag }) => flag ?? []);

/** When the defaults of feature flags changed: from their summaries or, for one that changed very often, its ledger. */
async function readFlags(table: Store, flags: readonly string[]): Promise<Map<string, readonly Fact[]>> {
  const states = await readStates(table, 'flag', flagState, flags);
  const turns = await inParallel([...states.values()], async (state): Promise<[string, readonly Fact[]]> => {
    if (state.complete) return [state.flag, turnFacts(state)];
    return [state.flag, (await readLedger(table, { kind: 'flag', id: state.flag })).facts];
  });
  return new Map(turns);
}

/** Features by the name that was asked for, each as it is under its present name. */
async function readFeatures(table: Store, names: readonly string[]): Promise<Map<string, FeatureState>> {
  const states = await readStates(table, 'feature', featureState, names);
  for (let left = missingHeirs(states); left.length > 0; left = missingHeirs(states)) {
    const heirs = await readStates(table, 'feature', featureState, left);
    for (const [name, state] of heirs) states.set(name, state);
    if (heirs.size === 0) break;
  }
  return new Map(names.flatMap((name) => pair(name, presentOf(name, states))));
}

const missingHeirs = (states: ReadonlyMap<string, FeatureState>) =>
  [...states.values()].flatMap(({ renamedTo }) =>
    renamedTo === undefined || states.has(renamedTo) ? [] : renamedTo,
  );

const pair = (name: string, state: FeatureState | undefined): [string, FeatureState][] =>
  state === undefined ? [] : [[name, state]];

/** Follows renames to the present name; a circle of names ends where it would begin again. */
function presentOf(name: string, states: ReadonlyMap<string, FeatureState>): FeatureState | undefined {
  const seen = new Set<string>();
  let state = states.get(name);
  while (state?.renamedTo !== undefined && !seen.has(state.feature)) {
    seen.add(state.feature);
    state = states.get(state.renamedTo) ?? state;
  }
  return state;
}
