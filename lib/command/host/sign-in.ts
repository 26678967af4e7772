/** `sign-in`: prints a link that signs a person of the catalog in, on the machine that Shipshape runs on. */
import { join } from 'node:path';
import { LINKS_KEY } from '../../../functions/kernel/environment.ts';
import { readPrivateFile } from '../../local/private-file.ts';
import { LINKS_KEY_FILE } from '../../local/secrets.ts';
import { hasProvider, linkFor } from '../../local/sign-in-link.ts';
import { CommandRefusedError } from '../input-error.ts';
import { withReads } from '../open-target.ts';
import { speakerOf } from '../speaker.ts';
import type { Surroundings } from '../terminal.ts';

export interface SignInOptions {
  /** By id, e-mail address or account; without it, who git says it is. */
  readonly as?: string;
  readonly data: string;
  /** The address that `npm start` printed. */
  readonly address: string;
}

/** Reads only, so it also works while Shipshape runs. @throws {InputError} {DataDirectoryError} */
export async function runSignIn(
  around: Pick<Surroundings, 'terminal' | 'environment' | 'now'>,
  { as: called, data, address }: SignInOptions,
): Promise<void> {
  const { terminal, environment, now } = around;
  if (hasProvider(environment))
    throw new CommandRefusedError(`People sign in at the provider that is set: open ${address}/sign-in.`);
  await withReads(around, { data }, async (reads) => {
    const person = await speakerOf(
      reads,
      called,
      (because) => new CommandRefusedError(`Nobody can sign in so: ${because}.`),
    );
    const link = linkFor(person, address.replace(/\/+$/, ''), keyIn(data, environment), Date.parse(now));
    terminal.out(link.join('\n'));
  });
}

/** @throws {CommandRefusedError} where no Shipshape was ever started */
function keyIn(data: string, environment: NodeJS.ProcessEnv): string {
  const file = join(data, LINKS_KEY_FILE);
  const words = { what: 'the key of links', instead: 'Delete it, and the next start makes a new one.' };
  const key = environment[LINKS_KEY]?.trim() || readPrivateFile(file, words, () => {})?.trim();
  if (key) return key;
  throw new CommandRefusedError(`${file} is not there yet: the first start with this directory makes it.`);
}
