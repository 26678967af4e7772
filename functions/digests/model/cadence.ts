/** The steps that teams take in every period: which were asked of a team, and whether they were done. */
import type { Fact } from '../../../events/catalogue.ts';
import type { cadenceRule } from '../../../events/facts/rubric-published.ts';
import type { Output } from '../../../events/lazy.ts';
import { ofType } from '../../kernel/model/facts.ts';
import type { Period } from '../../kernel/model/period.ts';
import { completedBy, type Seen } from './cadence-done.ts';
import { lastMomentOf, periodsAround } from './cadence-periods.ts';
import type { CadenceItem, Completion } from './items.ts';

export type CadenceRule = Output<typeof cadenceRule>;

/** The steps of one version of the rubric. They hold from a moment (UTC, inclusive) until another version does. */
export interface CadenceVersion {
  readonly from: string;
  readonly rules: readonly CadenceRule[];
}

/** @param facts the rubric's ledger, in order */
export const cadenceVersions = (facts: readonly Fact[]): CadenceVersion[] =>
  ofType(facts, 'RubricPublished').map(({ detail }) => ({
    from: detail.occurredAt,
    rules: detail.cadence ?? [],
  }));

/** The steps that hold at a moment: none where no rubric says so, and then nothing is asked. */
export const cadenceAt = (versions: readonly CadenceVersion[], at: string): readonly CadenceRule[] =>
  versions.findLast(({ from }) => from <= at)?.rules ?? [];

/** What is known of a team, for its steps. */
export interface TeamCadence {
  readonly team: string;
  /** The team's contact people, as its record has them. */
  readonly contacts?: Readonly<Record<string, string | null | undefined>> | undefined;
  /** Its ledger, in order. */
  readonly facts: readonly Fact[];
  /** Its living features as they were at a moment, each with when somebody last looked at it. */
  featuresAt(moment: string): readonly Seen[];
  readonly versions: readonly CadenceVersion[];
}

/**
 * The steps of a team whose periods ended within a period (a month has its weeks, itself, and its quarter where that
 * ended with it), done or overdue as of a moment; and as `due` those that come next: of each step the first period that
 * ends within the period after, unless it is done already. What was asked goes by the team and the rules as they were
 * when its period ended; what comes next, as they are when this period ends.
 * @param at UTC instant; what was said up to it (inclusive) counts
 */
export function stepsOf(asked: TeamCadence, period: Period, at: string): CadenceItem[] {
  const { ended, coming } = periodsAround(period);
  const next = coming.flatMap((one) => itemsOf(asked, one, period.until, at));
  return [...endedIn(asked, ended, at), ...next.filter(({ state }) => state === 'due')];
}

const endedIn = (asked: TeamCadence, periods: readonly Period[], at: string): CadenceItem[] =>
  periods.flatMap((one) => itemsOf(asked, one, lastMomentOf(one), at));

/** What the rules of a moment ask for a period. */
function itemsOf(asked: TeamCadence, period: Period, moment: string, at: string): CadenceItem[] {
  if (!existsAt(asked, moment)) return [];
  const rules = ruledBy(asked, moment).filter(({ every }) => every === period.every);
  return rules.flatMap((rule) => itemOf(asked, rule, period, at));
}

const ruledBy = ({ team, versions }: TeamCadence, moment: string) =>
  cadenceAt(versions, moment).filter(({ teams }) => teams == null || teams.includes(team));

/** Whether a team was registered, and not retired, at a moment (inclusive). */
function existsAt({ facts }: TeamCadence, moment: string): boolean {
  const last = facts.findLast(
    ({ type, detail }) =>
      (type === 'TeamRegistered' || type === 'RecordRetired') && detail.occurredAt <= moment,
  );
  return last?.type === 'TeamRegistered';
}

function itemOf(asked: TeamCadence, rule: CadenceRule, period: Period, at: string): CadenceItem[] {
  const done = completedBy(asked, rule, period, at);
  // What confirms features asks nothing of a team that has none.
  if (done === 'nothing to do') return [];
  const { step, title, partners } = rule;
  // As of its last instant a period is over: nothing can be said within it any more.
  const open = lastMomentOf(period) <= at ? 'overdue' : 'due';
  return [
    {
      team: asked.team,
      step,
      title,
      period: period.name,
      state: done ? 'done' : open,
      partners: (partners ?? []).map((role) => partnerOf(role, asked.contacts)),
    },
  ];
}

/** The contact of a team by the role that a rule names; `pm`, `em`, `tl`, `design` and `pmm` are their own. */
const CONTACT_OF: ReadonlyMap<string, string> = new Map([
  ['product', 'pm'],
  ['engineering', 'em'],
  ['tech-lead', 'tl'],
  ['product-marketing', 'pmm'],
]);

function partnerOf(role: string, contacts: TeamCadence['contacts']): CadenceItem['partners'][number] {
  const person = new Map(Object.entries(contacts ?? {})).get(CONTACT_OF.get(role) ?? role);
  return person == null ? { role } : { role, person };
}

/** How many of the steps that were asked are done. One that is due is not asked yet. */
export function completionOf(items: readonly Pick<CadenceItem, 'state'>[]): Completion {
  const asked = items.filter(({ state }) => state !== 'due');
  return { done: asked.filter(({ state }) => state === 'done').length, of: asked.length };
}

/** One step of one period that has ended. */
export interface StepOfPeriod {
  readonly period: string;
  readonly step: CadenceItem['step'];
  readonly state: 'done' | 'missed';
}

/**
 * A team's steps over time, in the order of their periods.
 * @param periods of any length, that do not overlap
 * @param at as of when, UTC instant
 */
export const completionByPeriod = (
  asked: TeamCadence,
  periods: readonly Period[],
  at: string,
): StepOfPeriod[] =>
  periods
    .flatMap((period) => endedIn(asked, periodsAround(period).ended, at))
    .flatMap(({ period, step, state }) =>
      state === 'due' ? [] : [{ period, step, state: state === 'done' ? 'done' : 'missed' }],
    );
