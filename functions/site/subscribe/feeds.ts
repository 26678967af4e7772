/** `GET /feeds/….atom`: what happened on a train, to a team, to a feature, and everywhere. */
import { feature as featureEntity, rubric } from '../../../events/contract.ts';
import { FEATURES, TRAINS } from '../../catalog/model/lists.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readCalendar, readMembers } from '../../catalog/store/trains.ts';
import { EVERYBODY } from '../../digests/store/audiences.ts';
import { digestHeadlines } from '../../digests/store/digests.ts';
import { rubricVersions } from '../../grades/model/rubric.ts';
import { addressUnknown } from '../../kernel/http/answers.ts';
import { ALL_FEED, feedAddress, pageAddress } from '../../kernel/model/addresses.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { inList, listedId } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import { readVerdicts, readVerdictsOf } from '../../verdicts/store/verdicts.ts';
import type { RawAnswer } from '../resource/addresses.ts';
import { nameOfFile, nobodyCalled, originOf } from './asked.ts';
import { atomFeed } from './atom.ts';
import { projectsOf } from './calendars.ts';
import { correctionEntries, digestEntry, type FeedEntry, releaseEntries, starEntries } from './entries.ts';
import { readHistories } from './histories.ts';

const ENDING = '.atom';

/** The newest of a train: an entry of an older release is on its page. */
const MAX_RELEASES = 20;
/** Judged releases whose corrected verdicts are news; of a team, by its own projects. */
const MAX_JUDGED = { train: 2, team: 6 } as const;
const MAX_TRAINS = 20;
const MAX_PROJECTS = 60;
const MAX_FEATURES = 100;

export const trainFeed: RawAnswer = async (request) => {
  const { store, now } = request;
  const train = nameOfFile(request, ENDING);
  const entries = await trainEntries(store, train);
  if (entries.length === 0 && !(await isTrain(store, train))) throw nobodyCalled('train', train);
  const [address, page] = [feedAddress('train', train), pageAddress('train', train)];
  return atomFeed({ title: train, address, page, entries }, originOf(request), now);
};

export const featureFeed: RawAnswer = async (request) => {
  const { store, now } = request;
  const name = nameOfFile(request, ENDING);
  const [known] = await starred(store, [name]);
  if (known === undefined) throw nobodyCalled('feature', name);
  const entries = starEntries(known, await categoryTitles(store));
  const [address, page] = [feedAddress('feature', known.feature), pageAddress('feature', known.feature)];
  return atomFeed({ title: known.title, address, page, entries }, originOf(request), now);
};

export const teamFeed: RawAnswer = async (request) => {
  const { store, now } = request;
  const team = nameOfFile(request, ENDING);
  const [states, projects, features] = await Promise.all([
    readStates(store, 'team', [team]),
    projectsOf(store, team),
    idsIn(store, FEATURES, MAX_FEATURES, ownedBy(team)),
  ]);
  const state = states.get(team);
  if (state?.registered !== true && projects.length + features.length === 0) throw nobodyCalled('team', team);
  const onTrains = Map.groupBy(projects.slice(0, MAX_PROJECTS), ({ train }) => train);
  const trains = [...onTrains].flatMap(([train, own]) => (train === undefined ? [] : [{ train, own }]));
  const parts = await Promise.all([
    inParallel(trains.slice(0, MAX_TRAINS), async ({ train, own }) => [
      ...(await releasesOf(store, train)),
      ...(await correctedOf(
        store,
        train,
        own.map(({ project }) => project),
      )),
    ]),
    starsOf(store, features),
    digestsOf(store, `team:${team}`),
  ]);
  const title = state?.title ?? team;
  const [address, page] = [feedAddress('team', team), pageAddress('team', team)];
  return atomFeed({ title, address, page, entries: parts.flat(2) }, originOf(request), now);
};

/** The stars are in it while there are few features: of more, the feeds of the teams have them. */
export const wholeFeed: RawAnswer = async (request) => {
  const { store, now } = request;
  if (nameOfFile(request, ENDING) !== 'all') throw addressUnknown();
  const [trains, features] = await Promise.all([
    idsIn(store, TRAINS, MAX_TRAINS),
    idsIn(store, FEATURES, MAX_FEATURES + 1),
  ]);
  const parts = await Promise.all([
    inParallel(trains, (train) => trainEntries(store, train)),
    features.length > MAX_FEATURES ? [] : starsOf(store, features),
    digestsOf(store, EVERYBODY),
  ]);
  return atomFeed(
    { title: 'Everything', address: ALL_FEED, page: '/', entries: parts.flat(2) },
    originOf(request),
    now,
  );
};

const idsIn = async (store: Store, list: string, limit: number, prefix = ''): Promise<string[]> =>
  (await all(inList(store, list, prefix, undefined, { limit }))).map(listedId);

async function isTrain(store: Store, train: string): Promise<boolean> {
  const { releases, unscheduled } = await readCalendar(store, train);
  return releases.length + unscheduled.length + (await readMembers(store, train)).length > 0;
}

const releasesOf = async (store: Store, train: string): Promise<FeedEntry[]> =>
  (await readHistories(store, train, MAX_RELEASES)).flatMap(releaseEntries);

/** With every corrected verdict of the last releases. */
async function trainEntries(store: Store, train: string): Promise<FeedEntry[]> {
  const judged = (await readCalendar(store, train)).judged.slice(-MAX_JUDGED.train);
  const corrected = await inParallel(judged, async ({ release, until }) =>
    (await readVerdicts(store, release)).flatMap((verdict) => correctionEntries(verdict, until)),
  );
  return [...(await releasesOf(store, train)), ...corrected.flat()];
}

/** The corrected verdicts of some projects. */
async function correctedOf(store: Store, train: string, projects: readonly string[]): Promise<FeedEntry[]> {
  const judged = (await readCalendar(store, train)).judged.slice(-MAX_JUDGED.team);
  const cuts = new Map(judged.map(({ release, until }) => [release, until]));
  const wanted = judged.flatMap(({ release }) => projects.map((project) => ({ release, project })));
  const verdicts = await readVerdictsOf(store, wanted);
  return verdicts.flatMap((verdict) => correctionEntries(verdict, cuts.get(verdict.release) ?? ''));
}

async function starsOf(store: Store, features: readonly string[]): Promise<FeedEntry[]> {
  const titles = await categoryTitles(store);
  return (await starred(store, features)).flatMap((each) => starEntries(each, titles));
}

/** Features with their facts, under their present names; those that no fact is about are left out. */
async function starred(store: Store, features: readonly string[]) {
  const read = await inParallel(features, (id) => readLedger(store, featureEntity(id)));
  const known = read.filter(({ facts }) => facts.length > 0);
  const states = await readStates(
    store,
    'feature',
    known.map(({ names }) => names.name),
  );
  return known.map(({ names: { name: feature }, facts }) => ({
    feature,
    title: states.get(feature)?.title ?? feature,
    facts,
  }));
}

/** As the present rubric calls them. */
async function categoryTitles(store: Store): Promise<ReadonlyMap<string, string>> {
  const present = rubricVersions((await readLedger(store, rubric)).facts).at(-1);
  return new Map(present?.categories.map(({ category, title }) => [category, title]));
}

/** The newest digests of an audience. */
const MAX_DIGESTS = { week: 12, month: 12, quarter: 4 } as const;

async function digestsOf(store: Store, audience: string): Promise<FeedEntry[]> {
  const found = await Promise.all(
    (['week', 'month', 'quarter'] as const).map((every) =>
      digestHeadlines(store, audience, every, { limit: MAX_DIGESTS[every] }),
    ),
  );
  return found.flat().map((headline) => digestEntry(audience, headline));
}
