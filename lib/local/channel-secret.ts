/** The addresses of channels: what the user says in the environment, or what the data directory keeps, as it is at this moment. */
import { join } from 'node:path';
import { CHANNELS } from '../../functions/kernel/environment.ts';
import { addressesIn } from '../../functions/notifications/channel-addresses.ts';
import { inWords, type Log } from './log.ts';
import { readSecretFile, SecretUnusableError, stateOf } from './secret-file.ts';

const FILE = 'channels.json';

/** What functions are given where the file cannot be read: it is no JSON, so that they send nothing and say so. */
const UNUSABLE = 'unusable';

const WORDS = {
  what: 'the addresses of channels',
  instead: 'Make it such a file, or delete it where no channel needs an address.',
} as const;

/** Gives them as JSON; empty where there are none. */
type Read = () => string;

/**
 * @param data directory; without one only the environment is asked
 * @throws {SecretUnusableError} when they cannot be used, or not be kept from others
 */
export function channelsOf(data: string | undefined, environment: NodeJS.ProcessEnv, log: Log): Read {
  const said = environment[CHANNELS]?.trim();
  if (said) {
    const usable = mustBeUsable(said, `The environment variable ${CHANNELS}`);
    return () => usable;
  }
  return data === undefined ? () => '' : inFile(join(data, FILE), log);
}

/** Read again whenever the file is another one, so that a channel is added or moved without a start. */
function inFile(file: string, log: Log): Read {
  let state: string | undefined;
  let text = '';
  const renew = () => {
    const now = stateOf(file, WORDS);
    if (now === state) return;
    [state, text] = [now, UNUSABLE];
    text = mustBeUsable(readSecretFile(file, WORDS, log) ?? '', file);
  };
  renew();
  return () => {
    try {
      renew();
    } catch (error) {
      text = UNUSABLE;
      log('ERROR', 'No message is sent until the addresses of channels can be used.', {
        error: inWords(error),
      });
    }
    return text;
  };
}

function mustBeUsable(text: string, place: string): string {
  try {
    addressesIn(text);
  } catch (error) {
    throw new SecretUnusableError(`${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return text;
}
