import * as z from 'zod';
import { about, fact } from '../contract.ts';
import {
  cadenceStep,
  exposure,
  id,
  link,
  list,
  name,
  optional,
  period,
  reference,
  text,
  timeZone,
  webAddress,
} from '../fields.ts';
import { lazy } from '../lazy.ts';
import { internal } from '../visibility.ts';

const contact = lazy(() => optional(text()));

/** A team exists, and what is known about it. A later one updates the fields that it names. */
export const TeamRegistered = fact(
  'TeamRegistered',
  () => ({
    team: name(),
    title: text(),
    department: optional(id()),
    org: optional(id()),
    areas: optional(list(id())).describe('the product areas it works on'),
    priorities: optional(list(text(2000))).describe('problem statements, the most important first'),
    contacts: optional(
      z.object({ pm: contact(), em: contact(), tl: contact(), design: contact(), pmm: contact() }),
    ),
    approvers: optional(list(reference())).describe(
      'who approves for its projects, beside its pm and em: person:ada, team:leads, role:product-director',
    ),
    strategyUrl: optional(link()),
    labels: optional(list(id())).describe('the labels that mark issues and changes as its own'),
    channel: optional(text()),
    email: internal(optional(z.email())),
    timeZone: optional(timeZone()),
    calendar: optional(id()).describe('the holidays that its business days leave out'),
  }),
  about('team'),
);

/** A person, their accounts elsewhere, and the teams they speak for. A later one updates the fields that it names. */
export const PersonRegistered = fact(
  'PersonRegistered',
  () => ({
    person: name(),
    name: internal(text()),
    email: internal(optional(z.email())),
    accounts: optional(list(reference())).describe('what they are called elsewhere: github:octocat'),
    teams: optional(list(id())).describe('the teams they speak for'),
    roles: optional(list(id())).describe(
      'what they do for the whole organisation: product-director, marketing',
    ),
  }),
  about('person'),
);

const weekday = lazy(() =>
  z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
);

const holiday = lazy(() =>
  z.object({
    date: z.iso.date({ error: 'is not an existing date like 2024-12-25' }),
    title: optional(text()),
  }),
);

/** The days on which a team does not work, as a whole: a later one replaces it. */
export const CalendarPublished = fact(
  'CalendarPublished',
  () => ({
    calendar: name(),
    title: optional(text()),
    timeZone: optional(timeZone()),
    weekend: optional(z.array(weekday()).max(6)).describe('Saturday and Sunday without it'),
    holidays: optional(list(holiday())),
  }),
  about('calendar'),
);

const priority = lazy(() =>
  z.object({ problem: text(2000), evidence: optional(z.union([webAddress(), text(2000)])) }),
);

const task = lazy(() =>
  z.object({
    task: text(),
    when: optional(text(100)).describe('for people: 2024-Q3, next, in June'),
    project: optional(id()),
    release: optional(id()),
    feature: optional(id()),
    exposure: optional(exposure()),
  }),
);

/** What a team intends to do, as a whole: its problems and its backlog, the most important first. */
export const RoadmapPublished = fact(
  'RoadmapPublished',
  () => ({
    team: id(),
    priorities: optional(list(priority())),
    roadmap: optional(list(task())).describe(
      'an entry with a project and a release is also published as ShipmentPlanned',
    ),
    backlog: optional(list(text())),
  }),
  // Not the team's own ledger: others publish a roadmap than register teams.
  (detail) => [{ kind: 'roadmap', id: detail.team }],
);

/** A team has done one step of its cadence for a period. */
export const CadenceCompleted = fact(
  'CadenceCompleted',
  () => ({ team: id(), step: cadenceStep(), period: period() }),
  about('team'),
);
