/** Reads reviews and their status: with the rules of their request, the people of the catalog, and the teams' calendars. */
import type { Fact } from '../../../events/catalogue.ts';
import { rubric } from '../../../events/contract.ts';
import { PEOPLE, REVIEWS } from '../../catalog/model/lists.ts';
import type { ReviewState } from '../../catalog/model/review.ts';
import { readOwnCalendars } from '../../catalog/store/business-calendars.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/states.ts';
import { compare } from '../../kernel/model/facts.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { ReviewReport, ReviewsAnswer } from '../model/report.ts';
import { type Delegates, delegatesOf } from '../model/reviewers.ts';
import { reviewRulesAt } from '../model/rules.ts';
import { reviewStatus, teamOfReviewer } from '../model/status.ts';

/** How long a lapsed review is shown, and announced by a clock that was down. */
const SHOWN_DAYS = 100;
const DAY = 86_400_000;

/**
 * Those that wait, and those that lapsed in the last 100 days without all their answers; the oldest request first.
 * @param team whose communications they are; those of all without it
 */
export async function readReviews(table: Store, now: string, team?: string): Promise<ReviewReport[]> {
  const listed = await readListed(table);
  const states = team === undefined ? listed : listed.filter(({ request }) => request?.team === team);
  // The clock asks every hour, and usually there is nothing.
  return states.length === 0 ? [] : shown(await reports(table, states, await versionsOf(table), now), now);
}

/** The same with the rules that hold now. */
export async function readReviewsAnswer(table: Store, now: string): Promise<ReviewsAnswer> {
  const versions = await versionsOf(table);
  const all = await reports(table, await readListed(table), versions, now);
  return { reviews: shown(all, now), rules: reviewRulesAt(versions, now) };
}

function shown(all: readonly ReviewReport[], now: string): ReviewReport[] {
  const oldest = new Date(Date.parse(now) - SHOWN_DAYS * DAY).toISOString();
  return all
    .filter(({ state, lapsedAt }) => state !== 'answered' && (lapsedAt === undefined || lapsedAt >= oldest))
    .toSorted((a, b) => compare(a.requestedAt, b.requestedAt) || compare(a.review, b.review));
}

/** One review, also one that was answered. */
export async function readReview(table: Store, id: string, now: string): Promise<ReviewReport | undefined> {
  const states = await readStates(table, 'review', [id]);
  return (await reports(table, [...states.values()], await versionsOf(table), now))[0];
}

/** One review with every step that is stored of it. */
export async function readReviewHistory(
  table: Store,
  id: string,
  now: string,
): Promise<{ readonly report: ReviewReport; readonly steps: ReviewState['steps'] } | undefined> {
  const state = (await readStates(table, 'review', [id])).get(id);
  if (state === undefined) return undefined;
  const [report] = await reports(table, [state], await versionsOf(table), now);
  return report && { report, steps: state.steps.filter(({ at }) => at <= now) };
}

const readListed = async (table: Store): Promise<ReviewState[]> => [
  ...(await readStates(table, 'review', await listedIds(table, REVIEWS))).values(),
];

const versionsOf = async (table: Store): Promise<readonly Fact[]> => (await readLedger(table, rubric)).facts;

async function reports(
  table: Store,
  states: readonly ReviewState[],
  versions: readonly Fact[],
  now: string,
): Promise<ReviewReport[]> {
  const delegates = await readDelegates(table, states.flatMap(referencesIn));
  const teams = states.flatMap(({ request }) =>
    request === undefined
      ? []
      : [request.team, ...request.reviewers.map((reviewer) => teamOfReviewer(reviewer, delegates))],
  );
  const calendars = await readOwnCalendars(
    table,
    teams.filter((team) => team !== undefined),
  );
  return states.flatMap((state) => {
    const rules = reviewRulesAt(versions, state.request?.at ?? now);
    return reviewStatus(state, { rules, delegates, calendars }, now) ?? [];
  });
}

const referencesIn = ({ request, steps }: ReviewState): string[] => [
  ...(request?.reviewers ?? []),
  ...steps.flatMap(({ by }) => by ?? []),
];

/** Reads everybody only where somebody is referred to by an account: no index leads from an account to its person. */
async function readDelegates(table: Store, references: readonly string[]): Promise<Delegates> {
  const byId = references.flatMap((each) => (each.startsWith('person:') ? each.slice('person:'.length) : []));
  const hasAccounts = references.some((each) => !/^(person|team):/.test(each));
  const ids = hasAccounts ? await listedIds(table, PEOPLE) : byId;
  return delegatesOf((await readStates(table, 'person', ids)).values());
}
