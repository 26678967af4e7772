import * as z from 'zod';
import { fact, person } from '../contract.ts';
import { id, list, optional, reference, text } from '../fields.ts';

/** Someone who acts in the process, the accounts they act with, and the teams they speak for. Said again, it updates the fields it names. */
export const PersonRegistered = fact(
  'PersonRegistered',
  () => ({
    person: id(),
    name: text(),
    email: optional(z.email()),
    accounts: optional(list(reference())).describe('what they are called elsewhere: github:octocat'),
    teams: optional(list(id())).describe('the teams they speak for'),
    roles: optional(list(id())).describe(
      'what they do for the whole organisation: product-director, marketing',
    ),
  }),
  (detail) => [person(detail.person)],
);
