/** The secrets of webhooks: what the user says in the environment, or what the data directory keeps, as it is at this moment. */
import { join } from 'node:path';
import { webhookSecret } from '../../functions/kernel/environment.ts';
import { asSecret, secretsIn } from '../../functions/kernel/secrets/secret-lines.ts';
import type { Sender } from '../../functions/webhooks/model/senders.ts';
import type { Log } from './log.ts';
import { readSecretFile, SecretUnusableError, stateOf } from './secret-file.ts';

/** What functions are given of a secret that is there and cannot be used: they then take nothing, unchecked or not. */
const UNUSABLE = '\n';

/** Gives the secrets of one kind of sender, one a line and the current one first; empty where it is not connected. */
type Read = () => string;

/** One secret a line, the current one first. */
export const secretFile = (data: string, sender: Sender): string => join(data, 'secrets', sender);

/**
 * @param data directory; without one only the environment is asked
 * @throws {SecretUnusableError} when there is one that can be guessed, or cannot be kept from others
 */
export function webhookSecretsOf(data: string | undefined, environment: NodeJS.ProcessEnv, log: Log) {
  const of = (sender: Sender): Read => {
    const said = inEnvironment(sender, environment);
    if (said !== undefined) return () => said;
    return data === undefined ? () => '' : inFile(secretFile(data, sender), sender, log);
  };
  return {
    'webhook-github': of('github'),
    'webhook-gitlab': of('gitlab'),
    'webhook-launchdarkly': of('launchdarkly'),
    'webhook-unleash': of('unleash'),
    'webhook-standard': of('standard'),
  };
}

/** Set and empty is a mistake, such as a variable that was forgotten elsewhere: it must not leave the door shut in silence. */
function inEnvironment(sender: Sender, environment: NodeJS.ProcessEnv): string | undefined {
  const name = webhookSecret(sender);
  const [current, previous] = [environment[name], environment[`${name}_PREVIOUS`]];
  if (current === undefined && previous === undefined) return undefined;
  const lines = [current ?? '', ...(previous ? [previous] : [])];
  return usable(sender, lines, `The environment variable ${name}`);
}

/** Read again whenever the file is another one, so that a secret is replaced or retired without a start. */
function inFile(file: string, sender: Sender, log: Log): Read {
  const words = {
    what: `the secret of ${sender}`,
    instead: `Make another: npm run shipshape -- webhook-secret ${sender}`,
  };
  let state: string | undefined;
  let lines = '';
  const renew = () => {
    const now = stateOf(file, words);
    if (now === state) return;
    [state, lines] = [now, UNUSABLE];
    const text = readSecretFile(file, words, log);
    lines = text === undefined ? '' : usable(sender, linesIn(text), file);
  };
  renew();
  return () => {
    try {
      renew();
    } catch (error) {
      lines = UNUSABLE;
      log('ERROR', 'A secret cannot be used, and what is signed by it is refused until it can.', {
        error: error instanceof Error ? error.message : String(error),
      });
    }
    return lines;
  };
}

/** The lines of a file that say something. */
export const linesIn = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** @throws {SecretUnusableError} when one of them cannot be used: people are to know, and not to wonder why it is refused */
function usable(sender: Sender, lines: readonly string[], place: string): string {
  const accepted = secretsIn(sender, lines);
  if (accepted !== undefined && accepted.length === lines.length) return accepted.join('\n');
  throw new SecretUnusableError(
    `${place}: this is no secret of ${sender}. It has ${asSecret(sender)}. ` +
      `Make one: npm run shipshape -- webhook-secret ${sender}`,
  );
}

/** Where deliveries are taken, and how to connect another sender, in one line. */
export function whichWebhooks(
  host: { readonly address: string; connected(): readonly Sender[] },
  data: string | undefined,
): string {
  const open = host.connected().map((sender) => `${host.address}/webhooks/${sender}`);
  const how =
    data === undefined
      ? `set ${webhookSecret('github')}`
      : `npm run shipshape -- webhook-secret github${data === '.shipshape' ? '' : ` --data ${data}`}`;
  return open.length === 0
    ? `No webhook is connected yet. To connect GitHub: ${how}`
    : `Webhooks are taken at ${open.join(', ')}`;
}
