/** What the roadmaps of all teams mean to ship, and what projects are known to have planned. */
import { canonicalJson } from '../../../../events/canonical-json.ts';
import { type Findings, type Statement, told } from './change.ts';
import type { Known, Plan } from './known.ts';
import type { Catalog } from './records.ts';
import { idsOf } from './values.ts';

interface Planned {
  readonly project: string;
  readonly release: string;
  readonly feature?: string | undefined;
  readonly exposure?: Plan['exposure'];
}

export function planDifferences(known: Known['plans'], roadmaps: Catalog['roadmap']): Findings {
  if (roadmaps === undefined) return told();
  const wanted = wantedPlans(roadmaps);
  const before = new Map<string, Planned & Plan>(
    [...known].flatMap(([project, plans]) =>
      plans.map((plan) => [keyOf({ ...plan, project }), { ...plan, project }] as const),
    ),
  );
  const statements = idsOf(wanted, before).flatMap((key) => one(before.get(key), wanted.get(key)));
  return told(...statements);
}

/** A plan is of a project in a release, with a feature or without. */
const keyOf = ({ project, release, feature }: Planned) => canonicalJson([project, release, feature]);

const betterFirst: readonly Plan['exposure'][] = ['on-by-default', 'off-by-default', undefined];

/** Where two tasks plan the same, the better exposure is meant, whichever team comes first. */
function wantedPlans(roadmaps: NonNullable<Catalog['roadmap']>): ReadonlyMap<string, Planned> {
  const tasks = [...roadmaps.values()].flatMap(({ roadmap }) => roadmap ?? []);
  const plans = tasks.flatMap(({ project, release, feature, exposure }): Planned[] =>
    project == null || release == null
      ? []
      : [{ project, release, feature: feature ?? undefined, exposure: exposure ?? undefined }],
  );
  const worstFirst = plans.toSorted(
    (a, b) => betterFirst.indexOf(b.exposure) - betterFirst.indexOf(a.exposure),
  );
  return new Map(worstFirst.map((plan) => [keyOf(plan), plan]));
}

function one(before: (Planned & Plan) | undefined, wanted: Planned | undefined): Statement[] {
  if (wanted === undefined) return before?.isFromFiles === true ? [unplanned(before)] : [];
  return before !== undefined && before.exposure === wanted.exposure ? [] : [planned(wanted, before)];
}

const planned = (plan: Planned, before: Plan | undefined): Statement => ({
  entity: { kind: 'project', id: plan.project },
  words: `project ${plan.project}: plans ${named(plan)}${exposed(plan, before)}`,
  type: 'ShipmentPlanned',
  fields: { ...keyFields(plan), ...(plan.exposure === undefined ? {} : { exposure: plan.exposure }) },
});

const unplanned = (plan: Planned): Statement => ({
  entity: { kind: 'project', id: plan.project },
  words: `project ${plan.project}: no longer plans ${named(plan)}`,
  type: 'ShipmentUnplanned',
  fields: { ...keyFields(plan), reason: 'no longer in a roadmap' },
});

const keyFields = ({ project, release, feature }: Planned) => ({
  project,
  release,
  ...(feature === undefined ? {} : { feature }),
});

const named = ({ release, feature }: Planned) =>
  feature === undefined ? `to ship in ${release}` : `to ship ${feature} in ${release}`;

function exposed({ exposure }: Planned, before: Plan | undefined): string {
  if (before === undefined) return exposure === undefined ? '' : `, ${exposure}`;
  return `, ${before.exposure ?? 'exposure unknown'} -> ${exposure ?? 'unknown'}`;
}
