/** Every page is reached by links from the home page, and no link of a page leads nowhere: on the demo, and for people inside. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RESOURCES } from '../../functions/site/web/addresses.ts';
import type { Host } from '../../lib/local/host.ts';
import { crawl, type Visit } from '../support/crawl.ts';
import { demoHost } from '../support/page-hosts.ts';

let host: Host;
beforeAll(async () => {
  host = await demoHost();
}, 120_000);
afterAll(() => host.stop());

/** Of one route so many pages are looked at; the others are alike. */
const MOST_ALIKE = 6;

/** The demo has none of them. */
const NOT_IN_DEMO = [
  '/areas/{area}',
  '/departments/{department}',
  '/orgs/{org}',
  '/internal/accounts/{account}',
];

const broken = (visits: readonly Visit[]) =>
  visits.flatMap(({ path, status, from }) => (status === 200 ? [] : [`${status} ${path} from ${from}`]));

const unreached = (visits: readonly Visit[], routes: readonly string[]) => {
  const reached = new Set(visits.map(({ route }) => route));
  return routes.filter((route) => !reached.has(route) && !NOT_IN_DEMO.includes(route));
};

describe('Links', () => {
  it('lead everybody to every page that is for everybody, and nowhere else', async () => {
    const found = await crawl(host.address, MOST_ALIKE);
    expect(broken(found)).toEqual([]);
    const open = await Promise.all(
      Object.entries(RESOURCES).map(async ([route, load]) => {
        const { audience, hasPage } = await load();
        return audience === 'everybody' && hasPage ? [route] : [];
      }),
    );
    expect(unreached(found, open.flat())).toEqual([]);
  }, 120_000);

  it('lead people inside to every page', async () => {
    const found = await crawl(host.address, MOST_ALIKE, { authorization: `Bearer ${host.apiToken}` });
    expect(broken(found)).toEqual([]);
    const pages = await Promise.all(
      Object.entries(RESOURCES).map(async ([route, load]) => ((await load()).hasPage ? [route] : [])),
    );
    expect(unreached(found, pages.flat())).toEqual([]);
  }, 120_000);
});
