/** The three things that are most useful next. One of each kind at most, because three of a kind say less. */
import type { Action, CadenceItem, ChangedGrade, ComingUp, OpenReview, SilentProject } from './model.ts';
import type { Sections } from './sections.ts';
import { dayInWords, periodTitle } from './words/period-words.ts';

const MAX_ACTIONS = 3;

/** `feature:code-search` as its kind and its id. */
export function splitEntity(entity: string): [kind: string, id: string] {
  const at = entity.indexOf(':');
  return [entity.slice(0, at), entity.slice(at + 1)];
}

interface NextStar {
  readonly title: string;
  readonly next: NonNullable<ChangedGrade['next']>;
}

interface Reader {
  /** IANA zone of the days that are named. */
  readonly zone: string;
  /** Of one team: the next stars within reach, by feature, also of features whose grade did not change. Absent for many. */
  readonly stars?: ReadonlyMap<string, NextStar>;
}

/** In the digest of many teams no action confirms anything: it names the team that should. */
export function nextActions(sections: Sections, { zone, stars }: Reader): Action[] {
  const [overdue] = sections.upcoming.items.filter(({ isOverdue }) => isOverdue);
  const [removable] = sections.upcoming.items.filter(({ kind }) => kind === 'flag');
  const [waiting] = sections.reviews.items.filter(({ turn }) => turn === 'reviewers');
  const [silent] = sections.silent.items.filter(({ streak }) => streak > 0);
  const [late] = sections.cadence.items.filter(({ state }) => state === 'overdue');
  const all = [
    waiting && askForAnswer(waiting, zone),
    silent && shipSomething(silent),
    overdue && doIt(overdue),
    confirmRecords(sections),
    late && takeStep(late, stars === undefined),
    earnStar(sections, stars ?? new Map()),
    removable && doIt(removable),
  ];
  const actions = all.filter((action) => action !== undefined).slice(0, MAX_ACTIONS);
  return stars === undefined ? actions.map(({ confirms: _dropped, ...action }) => action) : actions;
}

/** This addresses the authors; the reviewers get messages of their own. */
function askForAnswer({ review, subject, lapsesAt }: OpenReview, zone: string): Action {
  const end =
    lapsesAt === undefined ? '' : `: from ${dayInWords(lapsesAt, zone)} on it holds nothing up any more`;
  return { text: `Get the review of “${subject}” answered${end}.`, entity: `review:${review}` };
}

function shipSomething({ project, title, train, streak }: SilentProject): Action {
  const row = streak > 1 ? `, after ${streak} releases without` : '';
  return {
    text: `Plan something small for ${title} to ship in the next release of ${train}${row}; or ask for an exemption, with its reason.`,
    entity: `project:${project}`,
  };
}

const doIt = ({ kind, feature, title, text }: ComingUp): Action => ({
  text:
    kind === 'experiment'
      ? `Decide about the experiment ${title}: it needs a removal, or a plan that somebody works on.`
      : `${title}: ${text}.`,
  entity: `feature:${feature}`,
});

function confirmRecords({ unverified: { items, total } }: Sections): Action | undefined {
  const [first] = items;
  if (first === undefined) return undefined;
  if (total === 1)
    return {
      text: `Look at ${first.title}, and confirm that its record is still correct.`,
      entity: first.entity,
      confirms: first.entity,
    };
  return {
    text: `Look through ${total} records that nobody verified, ${first.title} first, and confirm those that are still correct.`,
    confirms: 'all',
  };
}

const takeStep = ({ team, step, title, period }: CadenceItem, isOfMany: boolean): Action => ({
  text: `Do “${title}”${isOfMany ? ` of team ${team}` : ''} for ${periodTitle(period)}, or say that it is done.`,
  entity: `team:${team}`,
  confirms: `step:${step}:${period}`,
});

/** A feature whose grade just changed comes first: somebody is working on it. */
function earnStar({ grades }: Sections, stars: ReadonlyMap<string, NextStar>): Action | undefined {
  const touched = grades.items.find(({ next }) => next !== undefined);
  const [feature, nearest] = touched?.next
    ? [touched.feature, { title: touched.title, next: touched.next }]
    : ([...stars][0] ?? []);
  if (feature === undefined || nearest === undefined) return undefined;
  const { title, next } = nearest;
  return {
    text: `${title} is one step from the star “${next.title}”: ${next.who}, ${next.what.replace(/[^.!?…]$/, '$&.')}`,
    entity: `feature:${feature}`,
  };
}
