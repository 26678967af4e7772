/**
 * The addresses of channels that are secrets in themselves: anyone who knows the address of an incoming webhook can post to
 * it. On AWS they are in Secrets Manager, on one machine in the environment that the host gives.
 */
import * as z from 'zod';
import { id, webAddress } from '../../events/fields.ts';
import { lazy } from '../../events/lazy.ts';
import { CHANNELS, CHANNELS_SECRET } from '../kernel/environment.ts';
import { asSecret, filled, secretIn, secretsIn } from '../kernel/secrets.ts';

export interface ChannelAddress {
  readonly url: string;
  /** What messages are signed with, where the receiver asks for that: as Standard Webhooks has it. */
  readonly secret?: string;
}

/** By the channel's name. */
export type ChannelAddresses = ReadonlyMap<string, ChannelAddress>;

/** Says where the addresses are wrong, and quotes none of them. */
class ChannelAddressesUnusableError extends Error {
  override readonly name = 'ChannelAddressesUnusableError';

  constructor(what: string) {
    super(
      `The addresses of channels cannot be used: ${what}. ` +
        'They are JSON: {"name-of-a-channel": {"url": "https://…", "secret": "whsec_…"}}, and secret only where messages are signed.',
    );
  }
}

const isSigning = (secret: string) => secretsIn('standard', [secret]) !== undefined;

/** `file:/var/spool/shipshape`: messages are written there instead of being sent, so that one can look at them first. */
const folder = () =>
  z
    .string()
    .regex(/^file:\/(?!\/)/)
    .max(2048);

/** The folder of an address, where it is one. */
export const folderIn = (url: string): string | undefined =>
  url.startsWith('file:') ? url.slice('file:'.length) : undefined;

const addresses = lazy(() =>
  z.record(
    id(),
    z.strictObject(
      {
        url: z.union([webAddress(), folder()], {
          error: 'is not an http or https address, nor file: and a folder',
        }),
        secret: z
          .string()
          .trim()
          .refine(isSigning, { error: `is not ${asSecret('standard')}` })
          .exactOptional(),
      },
      {
        error: ({ code }) =>
          code === 'unrecognized_keys' ? 'has more than url and secret' : 'is not an object',
      },
    ),
  ),
);

/** @throws {ChannelAddressesUnusableError} when the secret is there and cannot be used */
export const channelAddresses = async (): Promise<ChannelAddresses> =>
  addressesIn(await secretIn(CHANNELS_SECRET, CHANNELS));

/** @throws {ChannelAddressesUnusableError} */
export function addressesIn(text: string | undefined): ChannelAddresses {
  const said = filled(text);
  if (said === '') return new Map();
  const { data, error } = addresses.safeParse(parsed(said));
  if (data === undefined) throw new ChannelAddressesUnusableError(inWords(error?.issues[0]));
  return new Map(Object.entries(data));
}

/** The parser's own message could quote a secret. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ChannelAddressesUnusableError('this is not JSON');
  }
}

/** Names the entry, unless an address was put in the place of its name. */
function inWords(issue: z.core.$ZodIssue | undefined): string {
  const [name, ...fields] = issue?.path.map(String) ?? [];
  if (issue === undefined || name === undefined) return 'they are not an object';
  if (issue.code === 'invalid_key') return 'one of the names is not a valid name of a channel';
  return `${[/[/:]/.test(name) ? 'one entry' : name, ...fields].join('.')} ${issue.message}`;
}
