/** Follows links as a reader would. */
import { RESOURCES } from '../../functions/site/web/addresses.ts';

const patterns = Object.keys(RESOURCES)
  .toSorted((a, b) => a.split('{').length - b.split('{').length)
  .map((route) => [route, new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`)] as const);

/** The address of a resource that a path is at, else the path itself. */
export const routeOf = (path: string): string =>
  patterns.find(([, pattern]) => pattern.test(path))?.[0] ?? path;

const linksIn = (html: string) =>
  [...html.matchAll(/<a [^>]*?href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));

export interface Visit {
  readonly path: string;
  readonly route: string;
  readonly status: number;
  readonly from: string;
}

/** @param mostAlike of one route so many pages are looked at; the others are alike */
export async function crawl(
  address: string,
  mostAlike: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Visit[]> {
  const found = new Map<string, Visit>();
  const alike = new Map<string, number>();
  const waiting = [{ path: '/', from: 'the address bar' }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path, from } = next;
    const [place = '/', query] = path.split('?', 2);
    const route = routeOf(place);
    const kind = `${route}?${[...new URLSearchParams(query).keys()].join()}`;
    const seen = alike.get(kind) ?? 0;
    if (found.has(path) || seen >= mostAlike) continue;
    alike.set(kind, seen + 1);
    const answer = await fetch(address + path, { headers: { accept: 'text/html', ...headers } });
    found.set(path, { path, route, status: answer.status, from });
    const html = await answer.text();
    if (answer.headers.get('content-type')?.startsWith('text/html') && answer.status === 200)
      waiting.push(...linksIn(html).map((each) => ({ path: each, from: path })));
  }
  return [...found.values()];
}
