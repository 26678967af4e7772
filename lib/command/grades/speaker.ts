/** Who says something with a command. */
import { readPeople } from '../../../functions/catalog/model/import/wire.ts';
import { type Identity, whoIs } from '../../../functions/grades/model/speakers.ts';
import { CommandMisusedError, type InputError } from '../input-error.ts';
import { emailOfGit } from './git-email.ts';
import type { GradeReads } from './reads.ts';

export type Speaker = Extract<Identity, { known: true }>;

/**
 * A person of the catalog: whoever is named, or has the e-mail address of git.
 * @param called by id, e-mail address or account
 * @param refuse the error for somebody whom the catalog does not know
 * @throws {CommandMisusedError} when nobody is named
 */
export async function speakerOf(
  reads: Pick<GradeReads, 'page'>,
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
