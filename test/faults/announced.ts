/** What was announced of verdicts, grades and maturity, against the values that stand in the end. */
import { GradeChanged, MaturityChanged } from '../../events/announcements/feature.ts';
import { canonicalJson } from '../../events/canonical-json.ts';
import { featureState } from '../../functions/catalog/model/feature.ts';
import { readStored, storedGrade } from '../../functions/grades/model/stored-grade.ts';
import { derived } from '../../functions/kernel/model/announcements.ts';
import { gradeKey, snapshotKey, valueThing, verdictKey } from '../../functions/kernel/store/keys.ts';
import { verdict as verdictSchema } from '../../functions/verdicts/model/verdict.ts';
import type { Entry } from '../support/facts.ts';
import type { Model } from './model.ts';

type Values = Model['values'];

/** The problems of all announcements on the way to a table. @param announced repeats included, in any order */
export function complaintsOf(announced: readonly Entry[], values: Values): string[] {
  const told = new Map<string, Entry>();
  const complaints: string[] = [];
  for (const entry of announced) {
    const id = String(entry.detail.id);
    const before = told.get(id);
    if (before !== undefined && isNews(entry) && canonicalJson(before) !== canonicalJson(entry))
      complaints.push(`two announcements have the id ${id}: ${canonicalJson([before, entry])}`);
    told.set(id, entry);
  }
  return [
    ...complaints,
    ...verdictComplaints(told, values),
    ...gradeComplaints(told, values),
    ...maturityComplaints(told, values),
  ];
}

const NEWS = ['ProjectFlagged', 'ProjectCleared', 'GradeChanged', 'MaturityChanged'];
/** Announcements for people. Other ones carry the moment of their cause, and so may differ. */
export const isNews = ({ 'detail-type': type }: Entry) => NEWS.includes(type);

const ofTypes = (told: ReadonlyMap<string, Entry>, ...types: readonly string[]) =>
  [...told.values()].filter((entry) => types.includes(entry['detail-type']));

function verdictComplaints(told: ReadonlyMap<string, Entry>, values: Values): string[] {
  const all = ofTypes(told, 'ProjectFlagged', 'ProjectCleared');
  const byPair = Map.groupBy(all, ({ detail }) => canonicalJson([detail.release, detail.project]));
  const flagged = flaggedIn(values);
  const pairs = new Set([...byPair.keys(), ...flagged]);
  return [...pairs].flatMap((pair) => {
    const [release, project]: string[] = JSON.parse(pair);
    const isFlagged = flagged.has(pair);
    const count = byPair.get(pair)?.length ?? 0;
    // The first flags, the next clears, and so on: the number of each is part of its id.
    const expected = Array.from({ length: count }, (_none, at) =>
      derived(at % 2 === 0 ? 'ProjectFlagged' : 'ProjectCleared', `${release}`, `${project}`, String(at)),
    );
    const missing = expected.filter((id) => !told.has(id));
    const problems = missing.map((id) => `${pair}: of ${count} announcements ${id} is missing`);
    if ((count % 2 === 1) !== isFlagged)
      problems.push(`${pair}: told ${count} times, and flagged: ${isFlagged}`);
    return problems;
  });
}

/** The pairs of a release and a project that shipped nothing in it. */
function flaggedIn(values: Values): Set<string> {
  const flagged = [...values].flatMap(([thing, value]) => {
    const { data } = verdictSchema.safeParse(value);
    if (data === undefined || thing !== valueThing(verdictKey(data.release, data.project))) return [];
    return data.verdict === 'shipped-nothing' ? [canonicalJson([data.release, data.project])] : [];
  });
  return new Set(flagged);
}

interface Step {
  readonly from?: unknown;
  readonly to: unknown;
}

/** Each step begins where the last one ended, and the last one ends where things are now. */
function chainComplaints(about: string, steps: readonly (Step | undefined)[], now: unknown): string[] {
  return steps.flatMap((step, at) => {
    if (step === undefined) return `${about}: announcement ${at} of ${steps.length} is missing`;
    const isLast = at + 1 === steps.length;
    const next = canonicalJson(isLast ? (now ?? step.to) : steps[at + 1]?.from);
    const end = canonicalJson(step.to);
    return next === end ? [] : `${about}: announcement ${at} ends at ${end}, and what follows is ${next}`;
  });
}

function gradeComplaints(told: ReadonlyMap<string, Entry>, values: Values): string[] {
  const byFeature = Map.groupBy(ofTypes(told, 'GradeChanged'), ({ detail }) => String(detail.feature));
  return [...byFeature].flatMap(([feature, all]) => {
    const steps = all.map((_entry, at) => {
      const entry = told.get(derived('GradeChanged', feature, String(at)));
      return entry === undefined ? undefined : GradeChanged.read(entry.detail).detail;
    });
    const kept = values.get(valueThing(gradeKey(feature)));
    const reading =
      kept === undefined ? undefined : readStored(storedGrade.parse(kept), new Date().toISOString());
    const now = reading && { earned: reading.earned, of: reading.of };
    return chainComplaints(`grade of ${feature}`, steps, now);
  });
}

function maturityComplaints(told: ReadonlyMap<string, Entry>, values: Values): string[] {
  const all = ofTypes(told, 'MaturityChanged').map(({ detail }) => MaturityChanged.read(detail).detail);
  return [...Map.groupBy(all, ({ feature }) => feature)].flatMap(([feature, said]) => {
    const steps = said.map((_each, at) =>
      said.find(({ id, from, to }) => id === derived('MaturityChanged', feature, from, to, String(at))),
    );
    const value = values.get(valueThing(snapshotKey({ kind: 'feature', id: feature })));
    const state = value === undefined ? undefined : featureState.parse(value);
    // Nothing is announced under an old name.
    const now = state?.renamedTo === undefined ? state?.maturity : undefined;
    return chainComplaints(`maturity of ${feature}`, steps, now);
  });
}
