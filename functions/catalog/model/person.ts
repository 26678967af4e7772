import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { lastSaid, ofType } from '../../kernel/model/facts.ts';
import { fieldsKnown, knowledgeOf, registration, registrationOf, retiredAt } from './record-keeping.ts';

/** Someone who acts in the process. For people inside only: names, addresses and accounts are in no public output. */
export const personState = lazy(() =>
  z.object({
    person: z.string(),
    registration: registration().optional(),
    retiredAt: z.string().optional(),
    name: z.string().optional(),
    email: z.string().optional(),
    accounts: z.array(z.string()).optional(),
    teams: z.array(z.string()).optional(),
    /** What they do for the whole organisation: product-director, marketing. */
    roles: z.array(z.string()).optional(),
    fields: fieldsKnown(),
  }),
);
export type PersonState = Output<typeof personState>;

/**
 * Folds a person's ledger: each field as it was last said.
 * @param facts in order
 */
export function foldPerson(person: string, facts: readonly Fact[]): PersonState {
  const said = ofType(facts, 'PersonRegistered').map(({ detail }) => detail);
  return {
    person,
    registration: registrationOf(said),
    retiredAt: retiredAt(facts, 'PersonRegistered'),
    name: lastSaid(said, ({ name }) => name),
    email: lastSaid(said, ({ email }) => email),
    accounts: lastSaid(said, ({ accounts }) => accounts),
    teams: lastSaid(said, ({ teams }) => teams),
    roles: lastSaid(said, ({ roles }) => roles),
    fields: knowledgeOf(said, facts, ['name', 'email', 'accounts', 'teams', 'roles']),
  };
}
