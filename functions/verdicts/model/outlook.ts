/**
 * The outlook of a release to come: what each project plans for it, how it would ship if it were cut now, and what is at risk.
 * It is computed when somebody looks, never stored, and is no verdict: before the cut nobody has shipped nothing.
 */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { lifeOf } from '../../catalog/model/project.ts';
import type { ReleaseState } from '../../catalog/model/release.ts';
import { compare, ofType } from '../../kernel/model/facts.ts';
import { evidenceFor, type Work } from './evidence.ts';
import { judge } from './judge.ts';
import { daysBetween, horizonOf, milestone, milestonesOf } from './milestones.ts';
import { planOutlook, plansFor } from './plan-outlook.ts';
import { STANDING_WORDS, STANDINGS, standingOf, type View } from './standing.ts';
import { verdictWord, withoutReason } from './verdict.ts';

export const projectOutlook = lazy(() =>
  z.object({
    project: z.string(),
    title: z.string(),
    team: z.string(),
    standing: z.enum(STANDINGS),
    /** Why it stands so, in words; for what is at risk, each reason is one of `risks`. */
    because: internal(z.string(), {
      when: ({ standing }) => standing === 'exempt',
      instead: withoutReason,
    }),
    risks: z.array(z.string()),
    /** Good to know, and no risk. */
    remarks: z.array(z.string()),
    plans: z.array(planOutlook()),
    /** The verdict if the release were cut now; absent for a project that has not started. */
    ifCutNow: verdictWord().optional(),
    /** Changes in the window so far. */
    changes: z.int(),
    /** From when it is expected to ship, where that is still to come. UTC instant. */
    startsAt: z.string().optional(),
  }),
);
export type ProjectOutlook = Output<typeof projectOutlook>;

/**
 * The outlook of one project for a release to come; `undefined` when the release has nothing to do with it: it is on another
 * train, or had ended before the window opened.
 * @param work with the project's plans, read up to the planned cut or, where that has passed, up to now
 */
export function outlookOf(work: Work, cycle: Cycle, view: View): ProjectOutlook | undefined {
  const known = asOf(work, view.now);
  const atCut = horizonOf(cycle, view.now);
  const life = lifeOf(known.facts, atCut) ?? lifeOf(known.facts);
  if (life === undefined || life.train !== cycle.train) return undefined;
  if (life.status === 'ended' && cycle.after !== undefined && life.since <= cycle.after) return undefined;
  const cutNow = { ...cycle, until: view.now };
  const soFar = judge(known, cutNow);
  const evidence = evidenceFor(known, cutNow);
  const plans = plansFor(known, cycle, evidence);
  const startsAt = startAfter(known, view.now);
  const who = { project: work.project, title: life.title, team: life.team };
  const told = { plans, ifCutNow: soFar?.verdict, changes: soFar?.timing.changes ?? 0, startsAt };
  return { ...who, ...told, ...standingOf({ known, cycle, view, life, plans, soFar, startsAt, evidence }) };
}

const sayWhenItWorks: ReadonlySet<string> = new Set([
  'ProjectStarted',
  'ProjectPaused',
  'ProjectResumed',
  'ProjectEnded',
]);

/** What was known at a moment. When a project works, and when it rests, is stated ahead of time. */
const asOf = (work: Work, now: string): Work => ({
  ...work,
  facts: work.facts.filter(({ type, detail }) => detail.occurredAt <= now || sayWhenItWorks.has(type)),
});

/** When a project that has not started yet does. */
function startAfter({ facts }: Work, now: string): string | undefined {
  const [first] = ofType(facts, 'ProjectStarted');
  return first !== undefined && first.detail.occurredAt > now ? first.detail.occurredAt : undefined;
}

/** The outlook of a whole release. */
export const releaseOutlook = lazy(() =>
  z.object({
    release: z.string(),
    train: z.string(),
    version: z.string().optional(),
    /** UTC instant: when somebody looked. */
    asOf: z.string(),
    /** IANA zone in which days are counted. */
    zone: z.string(),
    /** By date. */
    milestones: z.array(milestone()),
    /** The planned cut, UTC. */
    cutAt: z.string(),
    /** Days until the planned cut; negative where it has passed and nobody told of a cut. */
    days: z.int(),
    /** Whether the planned cut has passed and nobody told of a cut. */
    isOverdue: z.boolean(),
    predecessor: z.string().optional(),
    window: z.object({ after: z.string().optional(), until: z.string() }),
    /** What is at risk first. */
    projects: z.array(projectOutlook()),
  }),
);
export type ReleaseOutlook = Output<typeof releaseOutlook>;

/** @param projects in any order */
export const outlookOfRelease = (
  state: ReleaseState,
  cycle: Cycle,
  view: View,
  projects: readonly ProjectOutlook[],
): ReleaseOutlook => ({
  release: cycle.release,
  train: cycle.train,
  version: state.version,
  asOf: view.now,
  zone: view.zone,
  milestones: milestonesOf(state, cycle, view),
  cutAt: cycle.until,
  days: daysBetween(view.now, cycle.until, view.zone),
  isOverdue: cycle.until < view.now,
  predecessor: cycle.predecessor,
  window: { after: cycle.after, until: cycle.until },
  projects: inOrderOfRisk(projects),
});

/** How many projects stand how; standings that no project has are left out. */
export const outlookTally = (projects: readonly ProjectOutlook[]) =>
  STANDINGS.map((standing) => ({
    standing,
    ...STANDING_WORDS[standing],
    projects: projects.filter((each) => each.standing === standing),
  })).filter((group) => group.projects.length > 0);

/** Days for which a planned cut that nobody told of is still what people work towards. */
const MAX_OVERDUE_DAYS = 60;

/**
 * What is coming on a train: the first release whose planned cut is still to come and, before it, the latest whose planned
 * cut has passed without a cut that anybody told of.
 */
export function comingOn<Planned extends Pick<Cycle, 'until'>>(
  { planned }: { readonly planned: readonly Planned[] },
  now: string,
): Planned[] {
  const oldest = new Date(Date.parse(now) - MAX_OVERDUE_DAYS * 86_400_000).toISOString();
  const overdue = planned.findLast(({ until }) => until < now && until >= oldest);
  const next = planned.find(({ until }) => until >= now);
  return [overdue, next].flatMap((cycle) => cycle ?? []);
}

const rank = ({ standing }: ProjectOutlook) => STANDINGS.indexOf(standing);

/** What is at risk first, then as `STANDINGS` says; by project within. */
export const inOrderOfRisk = (projects: readonly ProjectOutlook[]): ProjectOutlook[] =>
  projects.toSorted((a, b) => rank(a) - rank(b) || compare(a.project, b.project));
