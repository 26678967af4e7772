/** The steps that teams take in every period: which a team was asked for, whether it did them, and how often. */
import type { Fact } from '../../../events/catalogue.ts';
import type { cadenceRule } from '../../../events/facts/rubric.ts';
import { type CadenceStep, everyOf } from '../../../events/fields.ts';
import type { Output } from '../../../events/lazy.ts';
import { ofType } from '../../kernel/model/facts.ts';
import type { Period } from '../../kernel/model/period.ts';
import type { CadenceItem, Completion } from './model.ts';
import { followerOf, justBefore, periodsAround } from './periods.ts';
import type { Seen } from './verified.ts';

export type CadenceRule = Output<typeof cadenceRule>;

/** The steps of one version of the rubric, which hold from a moment (inclusive) until the next version. */
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

/** The steps that hold at a moment; none where no rubric asks for any. */
export const cadenceAt = (versions: readonly CadenceVersion[], at: string): readonly CadenceRule[] =>
  versions.findLast(({ from }) => from <= at)?.rules ?? [];

/** What is known of a team, for its steps. */
export interface TeamCadence {
  readonly team: string;
  /** The contact people in its record. */
  readonly contacts?: Readonly<Record<string, string | null | undefined>> | undefined;
  /** Its ledger, in order. */
  readonly facts: readonly Fact[];
  /** Its features that were not retired at a moment, each with when somebody last looked at it. */
  featuresAt(moment: string): readonly Seen[];
  readonly versions: readonly CadenceVersion[];
}

/**
 * The steps of a team whose periods ended within a period (a month has its weeks, itself, and its quarter where that
 * ended with it), done or overdue as of a moment (inclusive); and as `due` those that come next: of each step the first
 * period that ends within the period after, unless it is done already. What was asked goes by the team and the rules as
 * they were when its period ended; what comes next, as they are when this period ends.
 */
export function stepsOf(asked: TeamCadence, period: Period, at: string): CadenceItem[] {
  const { ended, coming } = periodsAround(period);
  const next = coming.flatMap((one) => itemsOf(asked, one, period.until, at));
  return [...endedIn(asked, ended, at), ...next.filter(({ state }) => state === 'due')];
}

/** The steps of periods that have ended, as they were asked when each ended. */
const endedIn = (asked: TeamCadence, periods: readonly Period[], at: string): CadenceItem[] =>
  periods.flatMap((one) => itemsOf(asked, one, justBefore(one.until), at));

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
  // A step that confirms features asks nothing of a team that has none.
  if (done === 'nothing to do') return [];
  const { step, title, partners } = rule;
  // At its last instant a period counts as over: no later event can be within it.
  const open = justBefore(period.until) <= at ? 'overdue' : 'due';
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

/** The contact of a team for a role that a rule names; roles that are not listed are contacts of the same name. */
const CONTACT_OF: ReadonlyMap<string, string> = new Map([
  ['product', 'pm'],
  ['engineering', 'em'],
  ['tech-lead', 'tl'],
  ['product-marketing', 'pmm'],
]);

/** Who has a role that a rule names, among the contacts of a team. */
export function partnerOf(role: string, contacts: TeamCadence['contacts']): CadenceItem['partners'][number] {
  const person = new Map(Object.entries(contacts ?? {})).get(CONTACT_OF.get(role) ?? role);
  return person == null ? { role } : { role, person };
}

/** How many of the steps whose period has ended are done. One that is due does not count yet. */
export function completionOf(items: readonly Pick<CadenceItem, 'state'>[]): Completion {
  const asked = items.filter(({ state }) => state !== 'due');
  return { done: asked.filter(({ state }) => state === 'done').length, of: asked.length };
}

/**
 * Whether a step was done, as of a moment: somebody said so, for this very period, however late; or the records that the
 * step confirms were looked at between the beginning of the period and the end of the next one.
 * @returns `nothing to do` where the step confirms features, and the team has none
 */
function completedBy(
  asked: TeamCadence,
  { step, confirms }: Pick<CadenceRule, 'step' | 'confirms'>,
  period: Period,
  at: string,
): boolean | 'nothing to do' {
  if (saidDone(asked, step, period, at)) return true;
  // A confirmation names no period: once the next period has ended, it no longer counts for this one.
  const last = justBefore(followerOf(period).until);
  const until = at < last ? at : last;
  if (confirms === 'team') return wasVerified(asked, period.from, until);
  return confirms === 'features' ? wereSeen(asked, period.from, until) : false;
}

const saidDone = ({ team, facts }: TeamCadence, step: string, { name }: Period, at: string): boolean =>
  facts.some(
    ({ type, detail }) =>
      type === 'CadenceCompleted' &&
      detail.team === team &&
      detail.step === step &&
      detail.period === name &&
      detail.occurredAt <= at,
  );

/** Verified as a whole: a single field is not the record. */
const wasVerified = ({ team, facts }: TeamCadence, from: string, until: string): boolean =>
  facts.some(
    ({ type, detail }) =>
      type === 'RecordVerified' &&
      detail.entity === `team:${team}` &&
      (detail.fields ?? []).length === 0 &&
      detail.occurredAt >= from &&
      detail.occurredAt <= until,
  );

function wereSeen(asked: TeamCadence, from: string, until: string): boolean | 'nothing to do' {
  const features = asked.featuresAt(until);
  if (features.length === 0) return 'nothing to do';
  return features.every(({ lastSeenAt }) => lastSeenAt >= from);
}

export interface StepRate {
  readonly step: CadenceItem['step'];
  readonly done: number;
  readonly of: number;
  /** Oldest first. */
  readonly periods: readonly { readonly period: string; readonly isDone: boolean }[];
}

/**
 * The rate of each of a team's steps; a weekly and a quarterly one of the same name are two.
 * @param periods that do not overlap, oldest first
 * @param at as of when, UTC instant
 */
export function stepRates(asked: TeamCadence, periods: readonly Period[], at: string): StepRate[] {
  const steps = periods
    .flatMap((period) => endedIn(asked, periodsAround(period).ended, at))
    .filter(({ state }) => state !== 'due');
  const groups = Object.values(Object.groupBy(steps, ({ step, period }) => `${step} ${everyOf(period)}`));
  return groups.flatMap((all = []) => {
    const [step] = all.map((each) => each.step);
    const periods = all.map(({ period, state }) => ({ period, isDone: state === 'done' }));
    const done = periods.filter(({ isDone }) => isDone).length;
    return step === undefined ? [] : [{ step, done, of: all.length, periods }];
  });
}

/** The titles of the steps, where no rule gives one. */
export const STEPS: Readonly<Record<CadenceStep, string>> = {
  okr: 'OKRs',
  strategy: 'strategy page',
  'product-data': 'product data',
  'supported-list': 'supported list',
  roadmap: 'roadmap',
};
