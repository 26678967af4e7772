/** What all digests of one run have in common, read once. */
import type { Fact } from '../../../events/catalogue.ts';
import { review as reviewEntity, rubric as rubricEntity } from '../../../events/contract.ts';
import type { Calendar } from '../../catalog/model/calendar.ts';
import { snoozedUntil } from '../../catalog/model/record-keeping.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readCalendar, readTrains } from '../../catalog/store/trains.ts';
import { type RuleOnFacts, ruleOnFactsFor } from '../../grades/model/grade.ts';
import { type Rubric, rubricVersions } from '../../grades/model/rubric.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { ReviewReport } from '../../reviews/model/report.ts';
import { readReviews } from '../../reviews/store/reviews.ts';
import { type CadenceVersion, cadenceVersions } from '../model/cadence.ts';
import { type Audience, audiencesOf, readTeam, readTeams } from './audiences.ts';

export interface DigestSources {
  readonly table: Store;
  /** In the order in which digests are made. */
  readonly audiences: readonly Audience[];
  readonly rubricFacts: readonly Fact[];
  readonly versions: readonly Rubric[];
  readonly ruleOnFacts: RuleOnFacts;
  readonly cadence: readonly CadenceVersion[];
  /** One a train. */
  readonly calendars: readonly { readonly train: string; readonly calendar: Calendar }[];
  /** Titles of maturity levels. */
  readonly maturities: ReadonlyMap<string, string>;
  readonly reviews: readonly ReviewReport[];
  readonly snoozedReviews: ReadonlySet<string>;
  /** IANA zone in which a reader counts days to a cut; that of the period where nobody reads it now. */
  readonly daysIn?: string | undefined;
}

/** @param team the only one whose digest is asked for: then no other team is read */
export async function readDigestSources(table: Store, now: string, team?: string): Promise<DigestSources> {
  const rubricFacts = (await readLedger(table, rubricEntity)).facts;
  const versions = rubricVersions(rubricFacts);
  const calendars = await inParallel(await readTrains(table), async (train) => ({
    train,
    calendar: await readCalendar(table, train),
  }));
  const reviews = await readReviews(table, now, team);
  const zone = ofType(rubricFacts, 'RubricPublished').at(-1)?.detail.timeZone ?? 'UTC';
  return {
    table,
    audiences: audiencesOf(team === undefined ? await readTeams(table) : await readTeam(table, team), zone),
    rubricFacts,
    versions,
    ruleOnFacts: await ruleOnFactsFor(versions),
    cadence: cadenceVersions(rubricFacts),
    calendars,
    maturities: await readMaturities(table),
    reviews,
    snoozedReviews: await readSnoozed(table, reviews, now),
  };
}

async function readSnoozed(
  table: Store,
  reviews: readonly ReviewReport[],
  now: string,
): Promise<ReadonlySet<string>> {
  const snoozed = await inParallel(reviews, async ({ review }) => {
    const { facts } = await readLedger(table, reviewEntity(review));
    return snoozedUntil(facts, now) === undefined ? [] : [review];
  });
  return new Set(snoozed.flat());
}

async function readMaturities(table: Store): Promise<Map<string, string>> {
  const states = await readStates(table, 'vocabulary', ['maturity']);
  const terms = states.get('maturity')?.terms ?? [];
  return new Map(terms.map(({ term, title }) => [term, title]));
}
