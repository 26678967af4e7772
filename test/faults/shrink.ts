/** From a trial that fails to the smallest one found that still does: fewer facts, fewer workers, fewer crashes. */
import { modelOf } from './model.ts';
import { calm, type MakeStore, type Outcome, outcomeOf, type Trial } from './trial.ts';

interface Failing {
  readonly trial: Trial;
  readonly outcome: Outcome;
}

/** A failure that depends on chance shows under some seeds only. */
const TRIES = 40;

const isByChance = ({ arrival, workers, again, faults }: Trial): boolean =>
  arrival === 'at once' ||
  workers > 1 ||
  again > 0 ||
  ('plan' in faults ? faults.plan.length > 0 : faults.most > 0);

export async function smallest(failing: Failing, makeStore?: MakeStore): Promise<Failing> {
  const tried = (trial: Trial) => failingIn(trial, makeStore);
  const simpler = await simplified(failing, tried);
  return withFewerCrashes(await withFewerEntries(simpler, tried), makeStore);
}

/** The trial under the first seed under which it fails, if there is one. */
async function failingIn(trial: Trial, makeStore?: MakeStore): Promise<Failing | undefined> {
  const model = await modelOf(trial.entries);
  const tries = isByChance(trial) ? TRIES : 1;
  for (let more = 0; more < tries; more += 1) {
    const seeded = { ...trial, seed: trial.seed + more };
    const outcome = await outcomeOf(seeded, makeStore, model);
    if (outcome.problems.length > 0) return { trial: seeded, outcome };
  }
  return undefined;
}

type Try = (trial: Trial) => Promise<Failing | undefined>;

/** In simpler circumstances, the simplest first. */
async function simplified(failing: Failing, tried: Try): Promise<Failing> {
  const changes: Partial<Trial>[] = [
    { arrival: 'one by one', ...calm },
    { ...calm, before: failing.trial.before },
    { workers: 1, again: 0 },
    { faults: calm.faults, again: 0 },
    { again: 0 },
  ];
  for (const change of changes) {
    const simpler = await tried({ ...failing.trial, ...change });
    if (simpler !== undefined) return simpler;
  }
  return failing;
}

/** Greedily: halves, quarters and so on down to single entries, until none can be left out. */
async function withFewerEntries(failing: Failing, tried: Try): Promise<Failing> {
  let least = failing;
  let size = Math.ceil(least.trial.entries.length / 2);
  while (size > 0) {
    let isSmaller = false;
    for (let from = 0; from < least.trial.entries.length; ) {
      const { entries } = least.trial;
      const left = [...entries.slice(0, from), ...entries.slice(from + size)];
      const gone = Math.max(0, Math.min(size, least.trial.before - from));
      const fewer = await tried({ ...least.trial, entries: left, before: least.trial.before - gone });
      if (fewer === undefined) from += size;
      else [least, isSmaller] = [fewer, true];
    }
    if (!isSmaller || size > 1) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return least;
}

/** The crashes that happened by chance, as a plan of only those that are needed. */
async function withFewerCrashes(failing: Failing, makeStore?: MakeStore): Promise<Failing> {
  let least = failing;
  const planned = async (plan: Outcome['crashes']) => {
    const trial = { ...failing.trial, faults: { plan } };
    const outcome = await outcomeOf(trial, makeStore);
    if (outcome.problems.length === 0) return false;
    least = { trial, outcome };
    return true;
  };
  let plan = failing.outcome.crashes;
  if (plan.length === 0 || !(await planned(plan))) return least;
  for (const crash of plan) {
    const fewer = plan.filter((each) => each !== crash);
    if (await planned(fewer)) plan = fewer;
  }
  return least;
}

/** Longest that is shown of one problem. */
const MAX_SHOWN = 600;

/** A trial for people: its circumstances, its facts as JSON lines, and its problems. */
export function shown({ trial, outcome }: Failing): string {
  const { entries, ...circumstances } = trial;
  return [
    JSON.stringify(circumstances),
    ...entries.map((entry) => JSON.stringify(entry)),
    ...outcome.problems.map((problem) => `  ${problem.slice(0, MAX_SHOWN)}`),
  ].join('\n');
}
