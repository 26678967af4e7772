/** The secrets of the host: from its environment, or from files of the data directory. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  API_TOKEN,
  CHANNELS,
  GITHUB_TOKEN,
  LINKS_KEY,
  OIDC_CLIENT_SECRET,
  SESSION_KEYS,
  webhookSecret,
} from '../../functions/kernel/environment.ts';
import { asSecret, MIN_SECRET_LENGTH, secretsIn, WHOLE_SENDER } from '../../functions/kernel/secrets.ts';
import { addressesIn } from '../../functions/notifications/channel-addresses.ts';
import type { Sender } from '../../functions/webhooks/model/normalized-event.ts';
import { COMMAND } from '../called.ts';
import { forSecrets, type SecretName } from '../wiring-shape.ts';
import { inWords, type Log, reasonOf } from './log.ts';
import {
  readPrivateFile,
  SecretUnusableError,
  stateOf,
  type Words,
  writePrivateFile,
} from './private-file.ts';

/** The present value; empty where there is none. */
type Read = () => string;
export type Secrets = Readonly<Record<SecretName, Read>>;

/** Where secrets come from. */
interface Places {
  /** The directory, locked by this process; without one, only the environment counts. */
  readonly data: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
}

/** How a secret is checked, and how messages speak of its file. */
interface Secret extends Words {
  /**
   * @param place where the text comes from, for messages
   * @returns the value for functions
   * @throws {SecretUnusableError} so that people learn why something would be refused
   */
  accept(text: string, place: string): string;
}

/** A secret that can change while the host runs: its file is read again whenever it changes. */
interface Changing extends Secret {
  readonly variable: string;
  /** In the data directory. */
  readonly file: string;
  /** What functions are given meanwhile of one that cannot be used, so that they do nothing, checked or not. */
  readonly unusable: string;
  /** What comes of that, for the log. */
  readonly meanwhile: string;
}

/** The file of the data directory with the token of the private API. */
export const API_TOKEN_FILE = 'api-token';
/** The same with the key that links are signed with. */
export const LINKS_KEY_FILE = 'links-key';
/** One secret a line, the current one first. */
export const webhookSecretFile = (data: string, sender: Sender): string => join(data, 'secrets', sender);

/** The same for one source (`github:acme/app`): its name, so that it is the name of a file. */
export const sourceSecretFile = (data: string, source: string): string =>
  join(data, 'secrets', encodeURIComponent(source).replace(UNFINISHED, '%2Enew'));

/** The end of a file that is being written. */
const UNFINISHED = /\.new$/;

/** @throws {SecretUnusableError} when one can be guessed or cannot be used, or its file cannot be kept from others */
export function hostSecrets(data: string | undefined, environment: NodeJS.ProcessEnv, log: Log): Secrets {
  const places = { data, environment, log };
  const github = environment[GITHUB_TOKEN] ?? '';
  const own = {
    'api-token': madeSecretIn(places, 'the token of the API', API_TOKEN, API_TOKEN_FILE),
    'github-api': () => github,
    channels: changingIn(places, environment[CHANNELS]?.trim() || undefined, CHANNEL_ADDRESSES),
    links: madeSecretIn(places, 'the key of links', LINKS_KEY, LINKS_KEY_FILE),
    sessions: madeSecretIn(places, 'the keys of sessions', SESSION_KEYS, 'session-keys', true),
    'oidc-client': changingIn(places, environment[OIDC_CLIENT_SECRET]?.trim() || undefined, CLIENT_SECRET),
  };
  return forSecrets<Read>(own, (sender) => webhookSecretIn(places, sender));
}

const inVariable = (name: string) => `The environment variable ${name}`;

/** A secret that is generated where there is none, and stays the same while the host runs. */
function madeSecretIn(
  { data, environment, log }: Places,
  what: string,
  variable: string,
  name: string,
  isByLine = false,
): Read {
  const made = madeSecret(what, isByLine);
  const said = environment[variable]?.trim();
  const secret = said
    ? made.accept(said, inVariable(variable))
    : storedIn(data && join(data, name), made, log);
  return () => secret;
}

function storedIn(file: string | undefined, made: Secret, log: Log): string {
  const text = file && readPrivateFile(file, made, log);
  if (file !== undefined && text !== undefined) return made.accept(text.trim(), file);
  const fresh = randomBytes(32).toString('base64url');
  if (file !== undefined) writePrivateFile(file, `${fresh}\n`);
  return fresh;
}

/** @param isByLine whether it has older ones below the current one */
const madeSecret = (what: string, isByLine: boolean): Secret => ({
  what,
  instead: 'Delete it, and the next start makes a new one.',
  accept(text, place) {
    // What a header can hold, without spaces.
    const isUsable = (part: string) => part.length >= MIN_SECRET_LENGTH && /^[\x21-\x7e]+$/.test(part);
    if ((isByLine ? linesIn(text) : [text]).every(isUsable)) return text;
    throw new SecretUnusableError(
      `${place}: this cannot be ${what}, which has at least ${MIN_SECRET_LENGTH} letters, digits or signs and no space; delete it to get a new one.`,
    );
  },
});

/** A secret that the environment sets for good, or a file that may change; empty where neither is. */
function changingIn({ data, log }: Places, said: string | undefined, secret: Changing): Read {
  if (said === undefined)
    return data === undefined ? () => '' : changing(join(data, secret.file), secret, log);
  const usable = secret.accept(said, inVariable(secret.variable));
  return () => usable;
}

/** As JSON. */
const CHANNEL_ADDRESSES: Changing = {
  variable: CHANNELS,
  file: 'channels.json',
  what: 'the addresses of channels',
  instead: 'Correct it, or delete it if no channel needs an address.',
  // Not JSON, so functions send nothing, and say so.
  unusable: 'unusable',
  meanwhile: 'No message is sent until the addresses of channels can be used.',
  accept(text, place) {
    try {
      addressesIn(text);
    } catch (error) {
      throw new SecretUnusableError(`${place}: ${reasonOf(error)}`);
    }
    return text;
  },
};

const CLIENT_SECRET: Changing = {
  variable: OIDC_CLIENT_SECRET,
  file: 'oidc-client-secret',
  what: 'the secret for the provider that people sign in at',
  instead: 'Write the secret of the client there again, or delete it if the client has none.',
  unusable: 'unusable',
  meanwhile: 'Nobody can sign in until the secret for the provider can be used.',
  accept(text, place) {
    if (!/\p{Cc}/u.test(text.trim())) return text.trim();
    throw new SecretUnusableError(
      `${place}: the secret for the provider is one line, as the provider shows it.`,
    );
  },
};

function webhookSecretIn(places: Places, sender: Sender): Read {
  const name = webhookSecret(sender);
  const [current, previous] = [places.environment[name], places.environment[`${name}_PREVIOUS`]];
  // Set but empty is a mistake, such as an unset variable that this one refers to: deliveries must not be refused in silence.
  const set = current?.trim() ? `${current}\n${previous ?? ''}` : '';
  const said = current === undefined && previous === undefined ? undefined : set;
  const whole = changingIn(places, said, signingSecret(sender, sender));
  const own = ownSecretsIn(places, sender);
  own();
  return () => {
    const ofSources = own();
    return Object.keys(ofSources).length === 0
      ? whole()
      : JSON.stringify({ [WHOLE_SENDER]: whole(), ...ofSources });
  };
}

/** The secrets of single sources, by their names. Their files may come and go. */
function ownSecretsIn({ data, log }: Places, sender: Sender): () => Record<string, string> {
  const folder = data === undefined ? undefined : join(data, 'secrets');
  const readers = new Map<string, Read>();
  let isStarted = false;
  const readerOf = (file: string, secret: Changing): Read => {
    try {
      return changing(file, secret, log);
    } catch (error) {
      if (!isStarted) throw error;
      log('ERROR', secret.meanwhile, { error: inWords(error) });
      return () => secret.unusable;
    }
  };
  return () => {
    if (folder === undefined || !existsSync(folder)) return {};
    const files = readdirSync(folder).filter(
      (file) => file.startsWith(`${sender}%3A`) && !UNFINISHED.test(file),
    );
    const texts = files.map((file) => {
      const name = decoded(file);
      const reader = readers.get(file) ?? readerOf(join(folder, file), signingSecret(sender, name));
      if (reader() !== UNUSABLE) readers.set(file, reader);
      return [name, reader()] as const;
    });
    isStarted = true;
    return Object.fromEntries(texts);
  };
}

/** No secret, and not the absence of one. */
const UNUSABLE = '\n';

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

/** @param of the sender itself, or one of its sources */
const signingSecret = (sender: Sender, of: string): Changing => ({
  variable: webhookSecret(sender),
  file: join('secrets', sender),
  what: `the secret of ${of}`,
  instead: `Make another: ${COMMAND} webhook-secret ${of}`,
  unusable: UNUSABLE,
  meanwhile: 'A secret cannot be used, and what is signed by it is refused until it can.',
  accept(text, place) {
    const lines = linesIn(text);
    const accepted = secretsIn(sender, lines);
    if (accepted !== undefined && accepted.length === lines.length) return accepted.join('\n');
    throw new SecretUnusableError(
      `${place}: this is not a secret of ${of}. It has ${asSecret(sender)}. ` +
        `Make one: ${COMMAND} webhook-secret ${of}`,
    );
  },
});

/** The lines that are not blank. */
export const linesIn = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

function changing(file: string, secret: Changing, log: Log): Read {
  let state: string | undefined;
  let given = '';
  const renew = () => {
    const now = stateOf(file, secret);
    if (now === state) return;
    [state, given] = [now, secret.unusable];
    const text = readPrivateFile(file, secret, log);
    given = text === undefined ? '' : secret.accept(text, file);
  };
  renew();
  return () => {
    try {
      renew();
    } catch (error) {
      given = secret.unusable;
      log('ERROR', secret.meanwhile, { error: inWords(error) });
    }
    return given;
  };
}
