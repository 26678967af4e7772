/** `GET /calendars/trains/{train}.ics` and `GET /calendars/teams/{team}.ics`: the milestones, for calendar programs. */
import { ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { PROJECTS } from '../../catalog/model/lists.ts';
import type { ProjectState } from '../../catalog/model/project.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readMembers } from '../../catalog/store/trains.ts';
import { type HttpAnswer, zoneAsked } from '../../kernel/http/answers.ts';
import { pageAddress } from '../../kernel/model/addresses.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { RawAnswer } from '../resource/addresses.ts';
import { nameOfFile, nobodyCalled, originOf, plain } from './asked.ts';
import { readHistories } from './histories.ts';
import { type Milestone, milestonesOf } from './milestones.ts';

/** The newest releases of a train: what is longer ago is on its page. */
const MAX_RELEASES = 40;
/** Trains of one team. */
const MAX_TRAINS = 20;

export const trainCalendarFile: RawAnswer = async (request) => {
  const train = nameOfFile(request, '.ics');
  const releases = await readHistories(request.store, train, MAX_RELEASES);
  if (releases.length === 0 && (await readMembers(request.store, train)).length === 0)
    throw nobodyCalled('train', train);
  const zone = zoneAsked(request.event) ?? 'UTC';
  return calendarFile(train, releases.flatMap(milestonesOf), { zone, origin: originOf(request) });
};

export const teamCalendarFile: RawAnswer = async (request) => {
  const { store, event } = request;
  const team = nameOfFile(request, '.ics');
  const state = (await readStates(store, 'team', [team])).get(team);
  const projects = await projectsOf(store, team);
  const trains = distinct(projects.flatMap(({ train }) => train ?? []));
  if (state?.registered !== true && projects.length === 0) throw nobodyCalled('team', team);
  const releases = await inParallel(trains.slice(0, MAX_TRAINS), (train) =>
    readHistories(store, train, MAX_RELEASES),
  );
  const zone = zoneAsked(event) ?? state?.timeZone ?? 'UTC';
  const where = { zone, origin: originOf(request) };
  return calendarFile(state?.title ?? team, releases.flat().flatMap(milestonesOf), where);
};

/** The projects that are a team's now, whatever became of them. */
export async function projectsOf(store: Store, team: string): Promise<ProjectState[]> {
  const projects = await readStates(store, 'project', await listedIds(store, PROJECTS, ownedBy(team)));
  return [...projects.values()].filter((project) => project.team === team);
}

interface Where {
  /** IANA: in which a moment has its day. */
  readonly zone: string;
  readonly origin: string;
}

/** Nothing in it tells when it was asked for, so that it is the same until something changes. */
function calendarFile(title: string, milestones: readonly Milestone[], { zone, origin }: Where): HttpAnswer {
  const file = new ICalCalendar({
    name: `${plain(title)}: releases`,
    prodId: { company: 'Shipshape', product: 'Releases', language: 'EN' },
  });
  for (const { uid, sequence, saidAt, release, title: summary, at, isCancelled, about } of milestones) {
    const day = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();
    file.createEvent({
      id: uid,
      sequence,
      stamp: new Date(saidAt),
      start: dateOf(day),
      // The end of an event that lasts all day is the day after it.
      end: dateOf(day.add({ days: 1 })),
      allDay: true,
      summary: plain(summary),
      description: plain(about),
      url: `${origin}${pageAddress('release', release)}`,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
    body: file.toString(),
  };
}

const dateOf = (day: Temporal.PlainDate) => new Date(`${day.toString()}T00:00:00Z`);
