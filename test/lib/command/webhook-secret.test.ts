import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { secretsIn } from '../../../functions/kernel/secrets.ts';
import { SENDERS, type Sender } from '../../../functions/webhooks/model/normalized-event.ts';
import { sources } from '../../../functions/webhooks/sources/sources.ts';
import { DataDirectoryInUseError, holdDataDirectory } from '../../../lib/local/data-directory.ts';
import { NOW, signed } from '../../support/deliveries.ts';
import { inProcess } from './in-process.ts';

let data: string;
const fileOf = (sender: string) => join(data, 'secrets', sender);
const make = (sender: string, ...more: string[]) =>
  inProcess({}, 'webhook-secret', sender, '--data', data, ...more);
const linesOf = async (sender: string) => (await readFile(fileOf(sender), 'utf8')).split('\n');

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
});
afterEach(() => rm(data, { recursive: true }));

const shapes: Record<Sender, RegExp> = {
  github: /^[0-9a-f]{64}$/,
  gitlab: /^whsec_[A-Za-z0-9+/]{43}=$/,
  forgejo: /^[0-9a-f]{64}$/,
  gitea: /^[0-9a-f]{64}$/,
  launchdarkly: /^[0-9a-f]{64}$/,
  unleash: /^[0-9a-f]{64}$/,
  posthog: /^[0-9a-f]{64}$/,
  configcat: /^[0-9a-f]{64}$/,
  standard: /^whsec_[A-Za-z0-9+/]{43}=$/,
};

describe('shipshape webhook-secret', () => {
  it.each(SENDERS)(
    'makes one for %s that its deliveries are verified by, and shows it once',
    async (sender) => {
      const { status, out, err } = await make(sender);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      const [secret = '', ...rest] = await linesOf(sender);
      expect(secret).toMatch(shapes[sender]);
      expect(rest).toEqual(['']);
      expect(out.split(secret)).toHaveLength(2);
      expect((await stat(fileOf(sender))).mode & 0o777).toBe(0o600);
      const source = sources.find(({ name }) => name === sender);
      expect(source?.verify(signed(sender, {}, {}, secret), secretsIn(sender, [secret]) ?? [], NOW)).toBe(
        true,
      );
    },
  );

  it.each([
    ['github', ['Settings > Webhooks', 'application/json', 'Pull requests, Releases', 'Recent Deliveries']],
    ['gitlab', ['Signing token', 'Merge request events', '--plain']],
    ['forgejo', ['Add webhook > Forgejo', 'Release']],
    ['gitea', ['Add webhook > Gitea', 'Release']],
    ['launchdarkly', ['Sign this webhook', ':flag/*']],
    ['unleash', ['Authorization', 'feature-environment-enabled']],
    ['posthog', ['Authorization', 'effectively_full_rollout']],
    ['configcat', ['signing key', '##ChangeDetails##']],
    ['standard', ['webhook-signature', 'events/samples']],
  ])('says how to set up %s, step by step, here and on AWS', async (sender, words) => {
    const { out } = await make(sender);
    for (const each of words) expect(out).toContain(each);
    expect(out).toMatch(/^1\. .*\n2\. .*\n3\. /m);
    expect(out).toContain(`https://<your address>/webhooks/${sender}`);
    expect(out).toContain(`http://localhost:3000/webhooks/${sender}`);
    expect(out).toContain(
      `aws secretsmanager put-secret-value --secret-id <that ARN> --secret-string "$(head -n 1 '`,
    );
    expect(out).not.toContain('second line');
  });

  it('lets the secret before be taken until its line is deleted, and forgets the one before that', async () => {
    await make('github');
    const [first] = await linesOf('github');
    const { out } = await make('github');
    const [second, ...before] = await linesOf('github');
    expect(before).toEqual([first, '']);
    expect(out).toContain(`delete the second line of ${fileOf('github')}`);
    await make('github');
    expect((await linesOf('github')).slice(1)).toEqual([second, '']);
  });

  it('replaces what is no secret, and keeps it from others', async () => {
    await make('github');
    await writeFile(fileOf('github'), 'short\n');
    await chmod(fileOf('github'), 0o644);
    const { status, err } = await make('github');
    expect([status, await linesOf('github')]).toEqual([0, [expect.stringMatching(shapes.github), '']]);
    expect(err).toContain('Others could read the secret of github');
    expect((await stat(fileOf('github'))).mode & 0o777).toBe(0o600);
  });

  it('works while another process has the data directory', async () => {
    const held = holdDataDirectory(data);
    expect(() => holdDataDirectory(data)).toThrow(DataDirectoryInUseError);
    expect((await make('github')).status).toBe(0);
    held.release();
  });

  it('makes a token for a GitLab that does not sign', async () => {
    const { out } = await make('gitlab', '--plain');
    const [secret] = await linesOf('gitlab');
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(out).toContain('Secret token: the secret above.');
    expect(await make('github', '--plain')).toMatchObject({
      status: 2,
      err: expect.stringContaining('gitlab'),
    });
  });

  it('says that a variable of the environment comes first', async () => {
    const environment = { SHIPSHAPE_SECRET_GITHUB: 'of-the-environment' };
    const { out } = await inProcess(environment, 'webhook-secret', 'github', '--data', data);
    expect(out).toContain('SHIPSHAPE_SECRET_GITHUB is set');
    expect(out).not.toContain('of-the-environment');
  });

  it.each([
    ['gihub', 'did you mean github?'],
    ['jenkins-of-mine', 'There are: github, gitlab'],
    ['../github', 'There are: github, gitlab'],
  ])('refuses %s, and makes no file', async (sender, hint) => {
    expect(await make(sender)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(hint) });
    await expect(stat(join(data, 'secrets'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
