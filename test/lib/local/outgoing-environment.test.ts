import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Environment } from '../../../lib/local/function-environment.ts';
import type { FunctionWiring } from '../../../lib/wiring-shape.ts';
import { hostOf, stopHosts, wiring } from './stubs.ts';

afterEach(stopHosts);

describe('what leads out', () => {
  const sending = (more = {}) =>
    wiring({ sendsMail: true, linksToPages: true, secrets: ['channels'], ...more });

  /** A host whose one function is this one, and the ways out that it sees. */
  async function seenBy(stub: FunctionWiring, environment: NodeJS.ProcessEnv, data?: string) {
    const seen: Environment[] = [];
    const handlers = (_wiring: FunctionWiring, own: Environment) => {
      seen.push(own);
      return () => undefined;
    };
    const host = await hostOf(stub, () => undefined, { environment, handlers, data });
    const { SHIPSHAPE_URL: url, SHIPSHAPE_MAIL: mail, SHIPSHAPE_MAIL_FROM: from } = seen[0] ?? {};
    return { host, url, mail, from, hosts: seen[0]?.SHIPSHAPE_ALLOWED_HOSTS };
  }

  it('is the host itself for pages, nowhere for mail that nothing keeps, and no other host', async () => {
    const { host, ...seen } = await seenBy(sending(), {});
    expect(seen).toEqual({ url: host.address, mail: '', from: 'shipshape@localhost', hosts: '' });
  });

  it('is a folder of the data directory for mail, which SHIPSHAPE_MAIL replaces, also by none', async () => {
    const data = await mkdtemp(join(tmpdir(), 'shipshape-'));
    const { host, mail } = await seenBy(sending(), {}, data);
    expect(mail).toBe(`file:${join(data, 'outbox')}`);
    await host.stop();
    for (const said of ['smtp://localhost:2525', '']) {
      const { host, mail } = await seenBy(sending(), { SHIPSHAPE_MAIL: said }, data);
      expect(mail).toBe(said);
      await host.stop();
    }
    await rm(data, { recursive: true });
  });

  it('is what the environment says', async () => {
    const { host, ...seen } = await seenBy(sending(), {
      SHIPSHAPE_URL: 'https://shipshape.example.com/',
      SHIPSHAPE_MAIL_FROM: 'ship@example.com',
      SHIPSHAPE_ALLOWED_HOSTS: 'hooks.slack.com',
    });
    const said = { url: 'https://shipshape.example.com', from: 'ship@example.com', hosts: 'hooks.slack.com' };
    expect(seen).toEqual({ ...said, mail: '' });
  });

  it('is told to no function that does not lead there', async () => {
    const said = {
      SHIPSHAPE_URL: 'https://shipshape.example.com',
      SHIPSHAPE_MAIL: 'smtp://user:password@localhost',
      SHIPSHAPE_ALLOWED_HOSTS: 'hooks.slack.com',
    };
    const { host, ...seen } = await seenBy(wiring(), said);
    expect(Object.values(seen).filter((each) => each !== undefined)).toEqual([]);
  });

  it.each(['shipshape.example.com', 'ftp://example.com', 'https://me@example.com', 'https://example.com/?a'])(
    'cannot be %s for pages',
    async (url) => {
      await expect(seenBy(sending(), { SHIPSHAPE_URL: url })).rejects.toMatchObject({
        name: 'SettingUnusableError',
        message: expect.stringContaining('like https://shipshape.example.com'),
      });
    },
  );
});
