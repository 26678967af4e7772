/** What messages need, from Secrets Manager and from a host without one. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  CHANNELS,
  CHANNELS_SECRET,
  GITHUB_TOKEN_SECRET,
  LINKS_KEY,
  LINKS_KEY_SECRET,
} from '../../functions/kernel/environment.ts';
import { linksKey as readKey, githubToken as readToken } from '../../functions/kernel/secrets.ts';
import { channelAddresses as readAddresses } from '../../functions/notifications/channel-addresses.ts';
import { newTable } from '../support/calls.ts';
import { standInForSecretsManager } from '../support/secrets-manager.ts';
import { onHost } from '../support/surroundings.ts';

const ADDRESSES = JSON.stringify({ slack: { url: 'https://hooks.slack.example/very-secret' } });
/** What the host says. */
const environment: Record<string, string> = {};
const channelAddresses = onHost(readAddresses, newTable, { environment });
const githubToken = onHost(readToken, newTable, { environment });
const linksKey = onHost(readKey, newTable, { environment });
let answer: { readonly status: number; readonly body: object };
let secrets = 0;

standInForSecretsManager(() => [answer.status, answer.body], { AWS_MAX_ATTEMPTS: '1' });
beforeEach(() => {
  for (const name of Object.keys(environment)) delete environment[name];
});

/** Another secret each time: what was read is kept for minutes. */
function keeps(variable: string, SecretString: string): void {
  secrets += 1;
  environment[variable] = `secret-${secrets}`;
  answer = { status: 200, body: { SecretString } };
}

function isDown(variable: string): void {
  keeps(variable, '');
  answer = { status: 400, body: { __type: 'InternalServiceError' } };
}

describe('The key of links', () => {
  it('is what the store keeps, and not what the environment says beside it', async () => {
    keeps(LINKS_KEY_SECRET, 'kept-by-the-store\n');
    environment[LINKS_KEY] = 'said-by-the-host';
    expect(await linksKey()).toBe('kept-by-the-store');
  });

  it('is what the host says where there is no store, and none where it says none', async () => {
    expect(await linksKey()).toBeUndefined();
    environment[LINKS_KEY] = 'said-by-the-host';
    expect(await linksKey()).toBe('said-by-the-host');
  });

  it.each([
    ['is down', () => isDown(LINKS_KEY_SECRET)],
    ['keeps an empty one', () => keeps(LINKS_KEY_SECRET, ' ')],
    ['keeps one that nobody filled in', () => keeps(LINKS_KEY_SECRET, 'none')],
  ])('leaves links unchecked when the store %s: they are not taken', async (_why, happens) => {
    happens();
    const headers = { 'Retry-After': '30' };
    await expect(linksKey()).rejects.toMatchObject({ status: 503, code: 'LINK_UNCHECKED', headers });
  });
});

describe('The addresses of channels', () => {
  it('are what the store keeps', async () => {
    keeps(CHANNELS_SECRET, ADDRESSES);
    expect((await channelAddresses()).get('slack')?.url).toMatch(/very-secret$/);
  });

  it('are none until somebody fills in the secret', async () => {
    keeps(CHANNELS_SECRET, 'none');
    expect((await channelAddresses()).size).toBe(0);
  });

  it('are what the host says at this moment where there is no store', async () => {
    expect((await channelAddresses()).size).toBe(0);
    environment[CHANNELS] = ADDRESSES;
    expect((await channelAddresses()).size).toBe(1);
  });

  it('fail, and do not seem to be none, when the store is down or they cannot be read', async () => {
    isDown(CHANNELS_SECRET);
    await expect(channelAddresses()).rejects.toThrow();
    keeps(CHANNELS_SECRET, `${ADDRESSES}}`);
    const refusal = await channelAddresses().catch(String);
    expect(refusal).toContain('this is not JSON');
    expect(refusal).not.toContain('very-secret');
  });
});

it('The token of GitHub is none until somebody fills in the secret', async () => {
  keeps(GITHUB_TOKEN_SECRET, 'none');
  expect(await githubToken()).toBeUndefined();
  keeps(GITHUB_TOKEN_SECRET, ' github_pat_1 ');
  expect(await githubToken()).toBe('github_pat_1');
});
