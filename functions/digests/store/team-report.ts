/** Reads what the page of a team shows, and nothing of any other team. */
import { PROJECTS } from '../../catalog/model/lists.ts';
import type { ProjectState } from '../../catalog/model/project.ts';
import type { TeamState } from '../../catalog/model/team.ts';
import { readStates } from '../../catalog/store/states.ts';
import { rollUp } from '../../grades/model/star.ts';
import { readMatrix } from '../../grades/store/matrix.ts';
import { compare, ofType } from '../../kernel/model/facts.ts';
import { before, lastEnded, periodAt } from '../../kernel/model/period.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { streaksOf } from '../../verdicts/model/streak.ts';
import { readVerdictsOf } from '../../verdicts/store/verdicts.ts';
import { cadenceAt, partnerOf, STEPS, type StepRate } from '../model/cadence.ts';
import { teamDigest } from '../model/team-digest.ts';
import type { InRole, StrategyStep, StrippedProject, TeamReport, TitledRate } from '../model/team-report.ts';
import { updateText } from '../model/words/update-text.ts';
import { type TeamHistory, zoneOf } from './audiences.ts';
import { digestSince, type ReadMaterial, readTeamMaterial } from './build-team.ts';
import { readDigest } from './digests.ts';
import { ratesOf } from './digests-report.ts';
import { type DigestSources, readDigestSources } from './sources.ts';

/** Releases of a strip. */
const STRIP = 12;
/** Projects whose strips are read. */
const MAX_PROJECTS = 40;

/** @param zone of the reader, for days to a cut @returns `undefined` for a team that was never there */
export async function readTeamReport(
  table: Store,
  team: string,
  now: string,
  zone: string,
): Promise<TeamReport | undefined> {
  const sources = { ...(await readDigestSources(table, now, team)), daysIn: zone };
  const history = sources.audiences.find((audience) => audience.team?.team === team)?.team;
  if (history === undefined) return undefined;
  const { state } = history;
  const month = periodAt('month', now, zoneOf(state));
  const previous = await readDigest(table, `team:${team}`, before(month).name);
  const read = await readTeamMaterial(sources, history, month, previous, now);
  const [matrix, projects, people, roadmaps] = await Promise.all([
    readMatrix(table, { team, now }),
    readStrips(sources, team),
    readInRoles(table, rolesOf(state)),
    readStates(table, 'roadmap', [team]),
  ]);
  const features = matrix.rows.map(({ feature, title, maturity, earned, of }) => ({
    feature,
    title,
    ...(maturity === undefined ? {} : { maturity }),
    earned,
    of,
  }));
  const roadmap = roadmaps.get(team);
  const { title = team, org, department, areas = [], strategyUrl, channel, email, retiredAt } = state;
  return {
    team,
    title,
    isRegistered: state.registered,
    retiredAt,
    org,
    department,
    areas,
    timeZone: zoneOf(state),
    strategyUrl,
    channel,
    email,
    people,
    stars: rollUp(features),
    features,
    hasMoreFeatures: matrix.next !== undefined,
    projects,
    roadmap: roadmap?.retiredAt === undefined ? roadmap?.record : undefined,
    completion: completionOf(sources, history, read, now),
    strategy: read && (await readStrategy(sources, history, read, now)),
    soFar: read && teamDigest(read.material),
  };
}

/** Roles of a team's contacts, in the order in which people look for them; others come last. */
const ROLES = ['pm', 'em', 'tl', 'design', 'pmm'];

function rolesOf({ contacts = {}, approvers = [] }: TeamState): InRole[] {
  const named = Object.entries(contacts).flatMap(([role, person]) =>
    person == null ? [] : [{ role, person }],
  );
  const place = ({ role }: InRole) => (ROLES.includes(role) ? ROLES.indexOf(role) : ROLES.length);
  const inOrder = named.toSorted((a, b) => place(a) - place(b) || compare(a.role, b.role));
  return [...inOrder, ...approvers.map((reference) => ({ role: 'approver', person: reference }))];
}

/** With names and accounts, where the catalog has the person. */
async function readInRoles(table: Store, roles: readonly InRole[]): Promise<InRole[]> {
  const idOf = ({ person = '' }: InRole) => person.replace(/^person:/, '');
  const people = await readStates(table, 'person', roles.map(idOf));
  return roles.map((each) => {
    const known = people.get(idOf(each));
    if (known === undefined) return each;
    const { person, name, accounts } = known;
    return { role: each.role, person, ...(name && { name }), ...(accounts && { accounts }) };
  });
}

/** The projects that are the team's now, those that go on first, each with its last verdicts. */
async function readStrips({ table, calendars }: DigestSources, team: string): Promise<StrippedProject[]> {
  const states = await readStates(table, 'project', await listedIds(table, PROJECTS, ownedBy(team)));
  const own = [...states.values()]
    .filter((state) => state.team === team)
    .toSorted((a, b) => order(a) - order(b) || compare(a.title ?? a.project, b.title ?? b.project))
    .slice(0, MAX_PROJECTS);
  const cyclesOf = ({ train }: ProjectState) =>
    calendars.find((each) => each.train === train)?.calendar.judged.slice(-STRIP) ?? [];
  const verdicts = await readVerdictsOf(
    table,
    own.flatMap((state) => cyclesOf(state).map(({ release }) => ({ release, project: state.project }))),
  );
  return own.map((state) => {
    const { project, title = project, train, status } = state;
    const judged = cyclesOf(state).flatMap(({ release, until }) => {
      const found = verdicts.find((each) => each.project === project && each.release === release);
      return found === undefined ? [] : [{ release, cutAt: until, found }];
    });
    const [last, ...earlier] = judged.map(({ found }) => found).toReversed();
    const streaks = streaksOf(last === undefined ? [] : [last]);
    for (const each of earlier) streaks.goBack([each]);
    return {
      project,
      title,
      ...(train === undefined ? {} : { train }),
      status,
      streak: streaks.lengths().get(project) ?? 0,
      strip: judged.map(({ release, cutAt, found }) => ({ release, cutAt, verdict: found.verdict })),
    };
  });
}

const order = ({ status }: ProjectState) => ['active', 'paused', 'unknown', 'ended'].indexOf(status);

function completionOf(
  { cadence }: DigestSources,
  { team, facts, state }: TeamHistory,
  read: ReadMaterial | undefined,
  now: string,
): TeamReport['completion'] {
  const features = read?.material.features ?? [];
  const rates = ratesOf({ team, facts, versions: cadence, features }, zoneOf(state), now);
  const titles = new Map(cadenceAt(cadence, now).map(({ step, title }) => [step, title]));
  const titled = ({ step, done, of, periods }: StepRate): TitledRate => ({
    step,
    title: titles.get(step) ?? STEPS[step],
    done,
    of,
    periods: [...periods],
  });
  const sum = (count: (rate: StepRate) => number) => rates.reduce((all, rate) => all + count(rate), 0);
  return { done: sum(({ done }) => done), of: sum(({ of }) => of), steps: rates.map(titled) };
}

/** With whom a strategy is written where the rubric names nobody. */
const PARTNERS = ['engineering', 'design', 'product-marketing'];
/** An update that is older than this is not compared with. */
const MAX_SINCE_MS = 366 * 86_400_000;

/** Absent where no rubric asks the team for that step. */
async function readStrategy(
  sources: DigestSources,
  { team, facts, state }: TeamHistory,
  read: ReadMaterial,
  now: string,
): Promise<StrategyStep | undefined> {
  const rule = cadenceAt(sources.cadence, now).find(
    ({ step, teams }) => step === 'strategy' && (teams == null || teams.includes(team)),
  );
  if (rule === undefined) return undefined;
  const done = ofType(facts, 'CadenceCompleted').findLast(
    ({ detail }) => detail.step === 'strategy' && detail.occurredAt <= now,
  );
  const updatedAt = done?.detail.occurredAt;
  const isRecent = updatedAt !== undefined && Date.parse(now) - Date.parse(updatedAt) <= MAX_SINCE_MS;
  const since = isRecent ? updatedAt : lastEnded('month', now, zoneOf(state)).from;
  const partners = (rule.partners ?? PARTNERS).map((role) => partnerOf(role, state.contacts));
  return {
    ...(updatedAt === undefined ? {} : { updatedAt }),
    since,
    partners: await readInRoles(sources.table, partners),
    changes: updateText(await digestSince(sources, read, since)),
  };
}
