/** The three things that are most useful next. One of each kind at most: three times the same says less. */
import type { Action, CadenceItem, ChangedGrade, ComingUp, OpenReview, SilentProject } from './model.ts';
import type { Sections } from './sections.ts';

const MOST_ACTIONS = 3;

interface NextStar {
  readonly title: string;
  readonly next: NonNullable<ChangedGrade['next']>;
}

/** @param stars the next stars within reach, by feature, also of features whose grade is what it was */
export function nextActions(sections: Sections, stars: ReadonlyMap<string, NextStar>): Action[] {
  const [overdue] = sections.upcoming.items.filter(({ isOverdue }) => isOverdue);
  const [waiting] = sections.reviews.items.filter(({ turn }) => turn === 'reviewers');
  const [silent] = sections.silent.items.filter(({ streak }) => streak > 0);
  const [late] = sections.cadence.items.filter(({ state }) => state === 'overdue');
  const all = [
    waiting && answerReview(waiting),
    silent && shipSomething(silent),
    overdue && doWhatIsLate(overdue),
    confirmRecords(sections),
    late && takeStep(late),
    earnStar(sections, stars),
  ];
  return all.filter((action) => action !== undefined).slice(0, MOST_ACTIONS);
}

const day = (moment: string) => moment.slice(0, 10);

const answerReview = ({ review, subject, lapsesAt }: OpenReview): Action => ({
  text: `Answer the review of “${subject}”${lapsesAt === undefined ? '' : `: from ${day(lapsesAt)} on it holds nothing up any more`}.`,
  entity: `review:${review}`,
});

function shipSomething({ project, title, train, streak }: SilentProject): Action {
  const row = streak > 1 ? `, after ${streak} releases without` : '';
  return {
    text: `Plan something small of ${title} for the next release of ${train}${row}; or ask for an exemption with its reason.`,
    entity: `project:${project}`,
  };
}

const doWhatIsLate = ({ feature, title, text }: ComingUp): Action => ({
  text: `${title}: ${text}`,
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

const takeStep = ({ team, step, title, period }: CadenceItem): Action => ({
  text: `Do “${title}” for ${period}, or say that it is done.`,
  entity: `team:${team}`,
  confirms: `step:${step}:${period}`,
});

/** One that was just touched is nearest to somebody's mind. */
function earnStar({ grades }: Sections, stars: ReadonlyMap<string, NextStar>): Action | undefined {
  const touched = grades.items.find(({ next }) => next !== undefined);
  const [feature, nearest] = touched?.next
    ? [touched.feature, { title: touched.title, next: touched.next }]
    : ([...stars][0] ?? []);
  if (feature === undefined || nearest === undefined) return undefined;
  const { title, next } = nearest;
  return {
    text: `${title} is one step from the star “${next.title}”: ${next.who}, ${next.what}.`,
    entity: `feature:${feature}`,
  };
}
