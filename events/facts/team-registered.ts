import * as z from 'zod';
import { fact, team } from '../contract.ts';
import { foreignId, id, link, list, optional, text, timeZone } from '../fields.ts';
import { lazy } from '../lazy.ts';

const contact = lazy(() => optional(text()));

/** A team exists, and what is known about it. Said again, it updates the fields it names. */
export const TeamRegistered = fact(
  'TeamRegistered',
  () => ({
    team: id(),
    title: text(),
    department: optional(id()),
    org: optional(id()),
    areas: optional(list(id())).describe('the product areas it works on'),
    priorities: optional(list(text(2000))).describe('problem statements, the most important first'),
    contacts: optional(
      z.object({ pm: contact(), em: contact(), tl: contact(), design: contact(), pmm: contact() }),
    ),
    strategyUrl: optional(link()),
    labels: optional(list(foreignId())).describe('the labels that mark issues and changes as its own'),
    channel: optional(text()),
    email: optional(z.email()),
    timeZone: optional(timeZone()),
    calendar: optional(id()).describe('the holidays that its business days leave out'),
  }),
  (detail) => [team(detail.team)],
);
