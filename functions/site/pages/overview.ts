/** What the first page shows: all capabilities at a glance, each as much as fits, with where the rest is. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';
import { sinceOf } from '../../digests/model/excerpts.ts';
import type { Digest } from '../../digests/model/model.ts';
import { lastDigestPeriod, readDigest } from '../../digests/store/digests.ts';
import { readUnverified } from '../../digests/store/due.ts';
import { readMatrix } from '../../grades/store/matrix.ts';
import type { SignedIn } from '../../kernel/http/viewer.ts';
import { compare } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { ReviewReport } from '../../reviews/model/report.ts';
import { readReviews } from '../../reviews/store/reviews.ts';
import { trainStandings } from '../../verdicts/model/train-standing.ts';
import { readTrainStandings } from '../../verdicts/store/train-standings.ts';

/** Trains that are shown, pages of features that are counted, teams and changes that are named. */
const TRAINS = 12;
const MATRIX_PAGES = 2;
const TEAMS = 8;
const CHANGES = 8;
const OWN_TEAMS = 5;

const counted = () => ({ features: z.int(), earned: z.int(), of: z.int() });

const grades = () =>
  z.object({
    ...counted(),
    /** Whether there are more features than were counted. */
    hasMore: z.boolean(),
    /** Those that have earned the largest part of theirs first. */
    teams: z.array(z.object({ team: z.string(), ...counted() })),
    /** How many teams there are among the counted features. */
    teamsTotal: z.int(),
  });

const change = () =>
  z.object({
    kind: z.enum(['correction', 'feature', 'grade']),
    /** Of a correction, what it is about: `project:rank`. */
    entity: z.string(),
    title: z.string(),
    text: z.string(),
  });

const changes = () =>
  z.object({
    audience: z.string(),
    period: z.string(),
    /** How many projects shipped in the judged releases of the period, and how many nothing. */
    shipped: z.int(),
    silent: z.int(),
    items: z.array(change()),
    /** How many changes there are in all. */
    total: z.int(),
  });

const waits = () =>
  z.object({
    reviews: z.array(
      z.object({
        review: z.string(),
        subject: z.string(),
        classTitle: z.string(),
        /** Whose turn it is: to answer, or to answer what was returned. */
        asks: z.enum(['answer', 'author']),
        timeLeft: z.string(),
      }),
    ),
    /** Of each of their teams, how many records nobody has looked at since. */
    records: z.array(z.object({ team: z.string(), count: z.int(), since: z.string() })),
  });

export const overview = lazy(() =>
  z.object({
    ...trainStandings().shape,
    grades: grades(),
    /** What the newest digest of everybody says; absent before the first one. */
    changes: changes().optional(),
    /** What waits for the person who is signed in. */
    waits: internal(waits().optional()),
  }),
);
export type Overview = Output<typeof overview>;

interface View {
  readonly now: string;
  readonly zone: string;
  readonly person: SignedIn | undefined;
}

export async function readOverview(table: Store, { now, zone, person }: View): Promise<Overview> {
  const [standings, stars, changed, waiting] = await Promise.all([
    readTrainStandings(table, { now, zone }, { size: TRAINS }),
    readStars(table, now),
    readChanges(table),
    person === undefined ? undefined : readWaits(table, person, { now, zone }),
  ]);
  return { ...standings, grades: stars, changes: changed, waits: waiting };
}

async function readStars(table: Store, now: string): Promise<Overview['grades']> {
  const rows = [];
  let after: string | undefined;
  for (let page = 0; page < MATRIX_PAGES; page += 1) {
    const read = await readMatrix(table, { now, after });
    rows.push(...read.rows);
    after = read.next;
    if (after === undefined) break;
  }
  const byTeam = [...Map.groupBy(rows, ({ team }) => team)].map(([team, own]) => ({ team, ...sumOf(own) }));
  const teams = byTeam.toSorted((a, b) => shareOf(b) - shareOf(a) || compare(a.team, b.team)).slice(0, TEAMS);
  return { ...sumOf(rows), hasMore: after !== undefined, teams, teamsTotal: byTeam.length };
}

const sumOf = (rows: readonly { readonly earned: number; readonly of: number }[]) => ({
  features: rows.length,
  earned: rows.reduce((sum, { earned }) => sum + earned, 0),
  of: rows.reduce((sum, { of }) => sum + of, 0),
});

const shareOf = ({ earned, of }: { readonly earned: number; readonly of: number }) =>
  of === 0 ? 0 : earned / of;

async function readChanges(table: Store): Promise<Overview['changes']> {
  const period = await lastDigestPeriod(table, 'all', 'month');
  const digest = period === undefined ? undefined : await readDigest(table, 'all', period);
  if (digest === undefined) return undefined;
  const { audience, corrections, features, grades: graded, shipped, silent } = digest;
  const items = [
    ...corrections.items.map(({ entity, title, text }) => ({
      kind: 'correction' as const,
      entity,
      title,
      text,
    })),
    ...features.items.map((each) => ({
      kind: 'feature' as const,
      entity: `feature:${each.feature}`,
      title: each.title,
      text: maturityWords(each),
    })),
    ...graded.items.map((each) => ({
      kind: 'grade' as const,
      entity: `feature:${each.feature}`,
      title: each.title,
      text: starWords(each),
    })),
  ];
  return {
    audience,
    period: digest.period,
    shipped: shipped.total,
    silent: silent.total,
    items: items.slice(0, CHANGES),
    total: corrections.total + features.total + graded.total,
  };
}

function maturityWords({ change: kind, from, to }: Digest['features']['items'][number]): string {
  if (kind === 'new') return to === undefined ? 'is new' : `is new: ${to}`;
  if (kind === 'deprecated') return 'is deprecated';
  return `${from === undefined ? '' : `from ${from} `}to ${to ?? 'not known'}`;
}

function starWords({ from, to }: Digest['grades']['items'][number]): string {
  const now = `${to.earned} of ${to.of} stars`;
  if (from === undefined) return `has its first grade: ${now}`;
  // One can be taken back, or not apply any more, while another is earned.
  return from.earned === to.earned && from.of === to.of
    ? `has other stars than before, ${now}`
    : `from ${from.earned} of ${from.of} to ${now}`;
}

async function readWaits(
  table: Store,
  { actor }: SignedIn,
  { now, zone }: Omit<View, 'person'>,
): Promise<NonNullable<Overview['waits']>> {
  const mine = new Set([...actor.names, ...actor.teams.map((team) => `team:${team}`)]);
  const reviews = await readReviews(table, now);
  const since = sinceOf({ madeAt: now, zone });
  const records = await inParallel(actor.teams.slice(0, OWN_TEAMS), async (team) => ({
    team,
    count: (await readUnverified(table, team, since, now)).length,
    since,
  }));
  return {
    reviews: reviews.flatMap((review) => {
      const asks = asked(review, mine);
      const { subject, classTitle, timeLeft } = review;
      return asks === undefined ? [] : [{ review: review.review, subject, classTitle, asks, timeLeft }];
    }),
    records: records.filter(({ count }) => count > 0),
  };
}

/** What a review asks of somebody; `undefined` while it is another's turn. */
function asked(
  { turn, reviewers, requestedBy }: ReviewReport,
  mine: ReadonlySet<string>,
): 'answer' | 'author' | undefined {
  if (turn === 'author') return requestedBy !== undefined && mine.has(requestedBy) ? 'author' : undefined;
  const waitsForMe = reviewers.some(({ reviewer, said }) => said === undefined && mine.has(reviewer));
  return turn === 'reviewers' && waitsForMe ? 'answer' : undefined;
}
