/** The person who gives a command, and the fact that they state with it. */
import { randomUUID } from 'node:crypto';
import { readPeople } from '../../functions/catalog/model/import/wire.ts';
import { type Identity, whoIs } from '../../functions/catalog/model/speakers.ts';
import { draftFact, readDraft } from '../../functions/kernel/model/draft-fact.ts';
import { emailOfGit } from '../local/git.ts';
import { CommandMisusedError, type InputError } from './input-error.ts';
import type { OutgoingFact, TargetReads } from './target.ts';

export type Speaker = Extract<Identity, { known: true }>;

/**
 * Finds the person in the catalog: the one who is named, or whose e-mail address git has.
 * @param called by id, e-mail address or account
 * @param refuse the error for somebody whom the catalog does not know
 * @throws {CommandMisusedError} when nobody is named
 */
export async function speakerOf(
  reads: Pick<TargetReads, 'page'>,
  called: string | undefined,
  refuse: (because: string) => InputError,
): Promise<Speaker> {
  const name = called ?? (await emailOfGit());
  if (name === undefined)
    throw new CommandMisusedError('Who says so? Name yourself with --as, or set the e-mail address of git.');
  const found = whoIs(name, await readPeople(reads.page));
  if (found.known) return found;
  const from = called === undefined ? ' (this is the e-mail address of git; --as names someone else)' : '';
  throw refuse(`${found.because}${from}`);
}

/**
 * @param about what its id begins with
 * @param fields of the fact; undefined ones are left out
 * @param now UTC instant
 * @param id where it is not a new one
 * @throws {CommandMisusedError} when the fact is invalid; the message names the field
 */
export function saidFact(
  type: string,
  about: string,
  fields: Readonly<Record<string, unknown>>,
  { person }: Pick<Speaker, 'person'>,
  now: string,
  id = `${about}:${randomUUID()}`,
): OutgoingFact {
  const read = readDraft(draftFact(type, { id, at: now, actor: `person:${person}` }, fields));
  if (!read.ok) throw new CommandMisusedError(`Nothing was said: ${read.message}`);
  return { type: read.fact.type, body: read.body };
}
