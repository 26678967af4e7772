/** Every page is reached by links from the home page, and no link of a page leads nowhere: on the demo, and for people inside. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RESOURCES } from '../../functions/site/web/addresses.ts';
import type { Host } from '../../lib/local/host.ts';
import { demoHost } from '../browser/demo-host.ts';

let host: Host;
beforeAll(async () => {
  host = await demoHost();
}, 120_000);
afterAll(() => host.stop());

/** Of one route so many pages are looked at; the others are alike. */
const MOST_ALIKE = 6;

const patterns = Object.keys(RESOURCES).map(
  (route) => [route, new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`)] as const,
);
const routeOf = (path: string) => patterns.find(([, pattern]) => pattern.test(path))?.[0] ?? path;

const linksIn = (html: string) =>
  [...html.matchAll(/<a [^>]*?href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));

/** Follows links as a reader would. */
async function crawl(headers: Record<string, string>) {
  const found = new Map<string, { status: number; from: string }>();
  const alike = new Map<string, number>();
  const waiting = [{ path: '/', from: 'the address bar' }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [path = '/', query] = next.path.split('?', 2);
    const route = query === undefined ? routeOf(path) : `${routeOf(path)}?${[...new URLSearchParams(query).keys()].join()}`;
    if (found.has(next.path) || (alike.get(route) ?? 0) >= MOST_ALIKE) continue;
    alike.set(route, (alike.get(route) ?? 0) + 1);
    const answer = await fetch(host.address + next.path, { headers: { accept: 'text/html', ...headers } });
    found.set(next.path, { status: answer.status, from: next.from });
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') && answer.status === 200;
    if (isPage) waiting.push(...linksIn(await answer.text()).map((path) => ({ path, from: next?.path ?? '' })));
  }
  return found;
}

const broken = (found: Awaited<ReturnType<typeof crawl>>) =>
  [...found].filter(([, { status }]) => status !== 200).map(([path, { status, from }]) => `${status} ${path} from ${from}`);

const unreached = (found: Awaited<ReturnType<typeof crawl>>, routes: readonly string[]) => {
  const reached = new Set([...found.keys()].map((path) => routeOf(path.split('?', 1)[0] ?? path)));
  return routes.filter((route) => !reached.has(route));
};

describe('Links', () => {
  it('lead everybody to every page that is for everybody, and nowhere else', async () => {
    const found = await crawl({});
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
    const found = await crawl({ authorization: `Bearer ${host.apiToken}` });
    expect(broken(found)).toEqual([]);
    const pages = await Promise.all(
      Object.entries(RESOURCES).map(async ([route, load]) => ((await load()).hasPage ? [route] : [])),
    );
    expect(unreached(found, pages.flat())).toEqual([]);
  }, 120_000);
});
