import { describe, expect, it } from '@jest/globals';
import { releaseAddress, releaseDataAddress } from '../../../functions/kernel/model/addresses.ts';
import { createWeb } from '../../../functions/site/web/app.ts';
import { functions } from '../../../lib/wiring.ts';
import { fixtureReads, oddIds } from '../../site/fixture/releases.ts';
import { ask } from '../../site/fixture/request.ts';

const web = createWeb(fixtureReads());
const known: Readonly<Record<string, string>> = {
  '{release}': 'kubernetes-1.30',
  '{audience}': 'team:search',
  '{period}': '2024-03',
};

describe('addresses', () => {
  it('answers every public route of the wiring', async () => {
    const wired = functions.find(({ name }) => name === 'web')?.routes ?? [];
    const routes = wired.filter(({ isPrivate = false }) => !isPrivate);
    expect(routes.length).toBeGreaterThan(0);
    for (const { method, path } of routes) {
      const { statusCode } = await ask(
        web,
        path.replaceAll(/\{\w+\}/g, (name) => known[name] ?? name),
        { method },
      );
      expect([path, statusCode]).toEqual([path, 200]);
    }
  });

  it.each(oddIds)(
    'the release %s is found through its link, also behind a host that decodes paths',
    async (id) => {
      const { body } = await ask(web, '/');
      const address = releaseAddress(id);
      expect(body).toContain(`href="${address}"`);
      expect(new URL(address, 'https://shipshape.example').pathname).toBe(address);
      const release = { release: id };
      expect(JSON.parse((await ask(web, releaseDataAddress(id))).body)).toMatchObject(release);
      const decoded = decodeURIComponent(releaseDataAddress(id));
      const found = { release: decoded.slice('/api/releases/'.length) };
      expect(JSON.parse((await ask(web, decoded, { found })).body)).toMatchObject(release);
    },
  );

  it.each(['web#1', 'web/2024/03', 'web 100%', '%2F'])(
    'the release %s is found in plain percent-encoding',
    async (id) => {
      const { body } = await ask(web, `/api/releases/${encodeURIComponent(id)}`);
      expect(JSON.parse(body)).toMatchObject({ release: id });
    },
  );

  it.each([
    '/releases/none',
    '/releases/%',
    '/releases/%ff',
    '/releases/a/b',
    `/releases/${'x'.repeat(3000)}`,
    '/elsewhere',
    '/__proto__',
  ])('%s is answered with a page that leads back', async (path) => {
    const { statusCode, headers, body } = await ask(web, path, { headers: { accept: 'text/html' } });
    expect(statusCode).toBe(404);
    expect(headers).toMatchObject({
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    expect(body).toContain('<a href="/">Back to all releases</a>');
  });
});
