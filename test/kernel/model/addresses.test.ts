import { beforeAll, describe, expect, it } from '@jest/globals';
import { releaseAddress, releaseDataAddress } from '../../../functions/kernel/model/addresses.ts';
import { STYLE_FILE } from '../../../functions/site/look/styles.ts';
import { signInRoutes } from '../../../functions/site/sign-in/routes.ts';
import { fillFixtureStore } from '../../site/fixture/filled.ts';
import { ask } from '../../site/fixture/request.ts';
import { everyRoute, fixtureStore, fixtureWeb } from '../../site/fixture/web.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { facts, NOW, oddIds } from '../../verdicts/pages/world.ts';

const web = fixtureWeb();

/** By route, where a parameter is something else than elsewhere. */
const files: Readonly<Record<string, string>> = {
  '/badges/features/{file}': '/badges/features/userns.svg',
  '/badges/projects/{file}': '/badges/projects/sidecars.json',
  '/badges/teams/{file}': '/badges/teams/search.svg',
  '/calendars/trains/{file}': '/calendars/trains/kubernetes.ics',
  '/calendars/teams/{file}': '/calendars/teams/search.ics',
  '/feeds/{file}': '/feeds/all.atom',
  '/feeds/trains/{file}': '/feeds/trains/kubernetes.atom',
  '/feeds/teams/{file}': '/feeds/teams/search.atom',
  '/feeds/features/{file}': '/feeds/features/userns.atom',
};

const known: Readonly<Record<string, string>> = {
  '{release}': 'kubernetes-1.30',
  '{project}': 'sidecars',
  '{train}': 'kubernetes',
  '{audience}': 'team:search',
  '{period}': '2024-03',
  '{file}': STYLE_FILE,
  '{review}': 'blog',
  '{team}': 'search',
  '{org}': 'code',
  '{department}': 'product',
  '{area}': 'find',
  '{feature}': 'userns',
};

/** They have tests of their own: test/site/sign-in, test/site/say. */
const isOfWhoIsSignedIn = (route: string) =>
  Object.hasOwn(signInRoutes, route) || route.endsWith(' /say/{action}');

describe('addresses', () => {
  beforeAll(async () => {
    await pipelineOn(fixtureStore, NOW).tellTogether(facts);
    await fillFixtureStore();
  });

  it('answers every public route', async () => {
    const routes = everyRoute().filter(
      ({ route, isPrivate, isMoved }) =>
        !isPrivate && !isMoved && route.startsWith('GET ') && !isOfWhoIsSignedIn(route),
    );
    expect(routes.length).toBeGreaterThan(0);
    for (const { route } of routes) {
      const path = route.slice('GET '.length);
      const { statusCode } = await ask(
        web,
        files[path] ?? path.replaceAll(/\{\w+\}/g, (name) => known[name] ?? name),
      );
      const isMoved = path.startsWith('/api/releases');
      expect([path, statusCode]).toEqual([path, isMoved ? 308 : 200]);
    }
  });

  it.each(oddIds)(
    'the release %s is found through its link, also behind a host that decodes paths',
    async (id) => {
      const { body } = await ask(web, '/releases');
      const address = releaseAddress(id);
      expect(body).toContain(`href="${address}"`);
      expect(new URL(address, 'https://shipshape.example').pathname).toBe(address);
      const release = { release: id };
      expect(JSON.parse((await ask(web, releaseDataAddress(id))).body)).toMatchObject(release);
      const decoded = decodeURIComponent(releaseDataAddress(id));
      const found = { release: decoded.slice('/api/v1/releases/'.length) };
      expect(JSON.parse((await ask(web, decoded, { found })).body)).toMatchObject(release);
    },
  );

  it.each(['web#1', 'web/2024/03', 'web 100%', '%2F'])(
    'the release %s is found in plain percent-encoding',
    async (id) => {
      const { body } = await ask(web, `/api/v1/releases/${encodeURIComponent(id)}`);
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
    expect(body).toContain('<a href="/">Back to where we are</a>');
  });

  it('an address that is nearly one of a page names that page', async () => {
    const { body } = await ask(web, '/digest', { headers: { accept: 'text/html' } });
    expect(body).toContain('Did you mean <a href="/digests">/digests</a>?');
  });
});
