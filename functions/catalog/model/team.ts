/** Teams, and the people who act in the process. What was never said of them is absent. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { personFields, teamFields } from './import/records.ts';
import {
  fieldsKnown,
  knowledgeOf,
  lastOfEach,
  lifecycleOf,
  lifecycleShape,
  type ShapeOf,
} from './record-keeping.ts';

/** A team delivers features. */
export const teamState = lazy(() =>
  z.object({
    team: z.string(),
    registered: z.boolean(),
    ...lifecycleShape(),
    ...({
      title: z.string().optional(),
      department: z.string().optional(),
      org: z.string().optional(),
      approvers: z.array(z.string()).optional(),
      strategyUrl: z.string().optional(),
      areas: z.array(z.string()).optional(),
      priorities: z.array(z.string()).optional(),
      labels: z.array(z.string()).optional(),
      contacts: z.record(z.string(), z.string().nullable().optional()).optional(),
      channel: z.string().optional(),
      email: z.string().optional(),
      timeZone: z.string().optional(),
      calendar: z.string().optional(),
    } satisfies ShapeOf<typeof teamFields>),
    fields: fieldsKnown(),
  }),
);
export type TeamState = Output<typeof teamState>;

const ofTeam = lazy(() => teamFields().keyof());

/** @param facts the ledger of a team, in order */
export function foldTeam(team: string, facts: readonly Fact[]): TeamState {
  const said = ofType(facts, 'TeamRegistered').map(({ detail }) => detail);
  return {
    team,
    registered: said.length > 0,
    ...lifecycleOf(facts, 'TeamRegistered'),
    ...lastOfEach(said, ofTeam().options),
    fields: knowledgeOf(said, facts, ofTeam().options),
  };
}

/** The team that a reference like `team:search` names; `undefined` where it names something else. */
export const teamIn = (reference: string): string | undefined =>
  reference.startsWith('team:') ? reference.slice('team:'.length) : undefined;

/** For internal users only: names, addresses and accounts are in no public output. */
export const personState = lazy(() =>
  z.object({
    person: z.string(),
    ...lifecycleShape(),
    ...({
      name: z.string().optional(),
      email: z.string().optional(),
      accounts: z.array(z.string()).optional(),
      teams: z.array(z.string()).optional(),
      /** What they do for the whole organisation: product-director, marketing. */
      roles: z.array(z.string()).optional(),
    } satisfies ShapeOf<typeof personFields>),
    fields: fieldsKnown(),
  }),
);
export type PersonState = Output<typeof personState>;

const ofPerson = lazy(() => personFields().keyof());

/** @param facts the ledger of a person, in order */
export function foldPerson(person: string, facts: readonly Fact[]): PersonState {
  const said = ofType(facts, 'PersonRegistered').map(({ detail }) => detail);
  return {
    person,
    ...lifecycleOf(facts, 'PersonRegistered'),
    ...lastOfEach(said, ofPerson().options),
    fields: knowledgeOf(said, facts, ofPerson().options),
  };
}
