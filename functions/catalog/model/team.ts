import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { lastSaid, ofType } from '../../kernel/model/facts.ts';
import { fieldsKnown, knowledgeOf, registration, registrationOf, retiredAt } from './record-keeping.ts';

/** A team delivers features. What was never said of it is absent. */
export const teamState = lazy(() =>
  z.object({
    team: z.string(),
    registered: z.boolean(),
    registration: registration().optional(),
    retiredAt: z.string().optional(),
    title: z.string().optional(),
    department: z.string().optional(),
    org: z.string().optional(),
    strategyUrl: z.string().optional(),
    areas: z.array(z.string()).optional(),
    priorities: z.array(z.string()).optional(),
    labels: z.array(z.string()).optional(),
    contacts: z.record(z.string(), z.string().nullable().optional()).optional(),
    channel: z.string().optional(),
    email: z.string().optional(),
    timeZone: z.string().optional(),
    calendar: z.string().optional(),
    fields: fieldsKnown(),
  }),
);
export type TeamState = Output<typeof teamState>;

const FIELDS = [
  'title',
  'department',
  'org',
  'strategyUrl',
  'areas',
  'priorities',
  'labels',
  'contacts',
  'channel',
  'email',
  'timeZone',
  'calendar',
] as const;

/**
 * Folds a team's ledger: each field as it was last said.
 * @param facts in order
 */
export function foldTeam(team: string, facts: readonly Fact[]): TeamState {
  const said = ofType(facts, 'TeamRegistered').map(({ detail }) => detail);
  return {
    team,
    registered: said.length > 0,
    registration: registrationOf(said),
    retiredAt: retiredAt(facts, 'TeamRegistered'),
    title: lastSaid(said, ({ title }) => title),
    department: lastSaid(said, ({ department }) => department),
    org: lastSaid(said, ({ org }) => org),
    strategyUrl: lastSaid(said, ({ strategyUrl }) => strategyUrl),
    areas: lastSaid(said, ({ areas }) => areas),
    priorities: lastSaid(said, ({ priorities }) => priorities),
    labels: lastSaid(said, ({ labels }) => labels),
    contacts: lastSaid(said, ({ contacts }) => contacts),
    channel: lastSaid(said, ({ channel }) => channel),
    email: lastSaid(said, ({ email }) => email),
    timeZone: lastSaid(said, ({ timeZone }) => timeZone),
    calendar: lastSaid(said, ({ calendar }) => calendar),
    fields: knowledgeOf(said, facts, FIELDS),
  };
}
