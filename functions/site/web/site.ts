/** Turns the addresses of all capabilities into routes: who asks is found first, and what they may see follows from that. */
import type { HttpAnswer, HttpEvent } from '../../kernel/http/answers.ts';
import { type Answer, acceptsPages, RequestRefusedError } from '../../kernel/http/answers.ts';
import type { RouteKey, Routes } from '../../kernel/http/http.ts';
import type { Viewer } from '../../kernel/http/viewer.ts';
import { idOf } from '../../kernel/model/addresses.ts';
import {
  dataAddress,
  isData,
  type RawAnswers,
  type RawRequest,
  type Resources,
} from '../resource/addresses.ts';
import type { Around } from '../resource/asked.ts';
import type { Resource } from '../resource/resource.ts';
import { zoneIn } from '../resource/zone-cookie.ts';
import { tokenNotAccepted } from '../sign-in/viewer.ts';

export interface Site {
  /** What the host gives at this moment. */
  around(): Around;
  /** @throws {RequestRefusedError} for a token that is not accepted */
  viewerOf(event: HttpEvent): Promise<Viewer>;
}

/** The routes of resources, for pages and for programs, and those of everything else. */
export function siteRoutes(site: Site, resources: Resources, others: RawAnswers): Routes {
  const routes: [RouteKey, Answer][] = [];
  for (const [path, load] of Object.entries(resources)) {
    if (!isData(path))
      routes.push([`GET /${path.slice(1)}`, shownTo(site, load, (found, request) => found.asPage(request))]);
    routes.push([
      `GET /${dataAddress(path).slice(1)}`,
      shownTo(site, load, (found, request) => found.asJson(request)),
    ]);
  }
  for (const [route, load] of entriesOf(others))
    routes.push([route, async (event) => privately(await requestOf(site, event), await load())]);
  return Object.fromEntries(routes);
}

const entriesOf = (answers: RawAnswers) =>
  Object.entries(answers).map(([route, load]): [RouteKey, typeof load] => {
    const path = route.slice(route.indexOf('/') + 1);
    return [route.startsWith('GET ') ? `GET /${path}` : `POST /${path}`, load];
  });

const shownTo =
  (
    site: Site,
    load: () => Promise<Resource>,
    show: (found: Resource, request: RawRequest) => Promise<HttpAnswer>,
  ): Answer =>
  async (event) => {
    const found = await load();
    const request = await requestOf(site, event);
    if (found.audience === 'internal' && !request.viewer.isInternal) return closed(request);
    return privately(request, (asked) => show(found, asked));
  };

/** What is shown to one reader is kept by no cache. */
async function privately(
  request: RawRequest,
  answer: (request: RawRequest) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const { headers, ...rest } = await answer(request);
  const { isInternal, formToken } = request.viewer;
  return isInternal || formToken !== undefined
    ? { ...rest, headers: { ...headers, 'Cache-Control': 'no-store' } }
    : { ...rest, headers };
}

/** Who reads pages is led to the way in; programs get a refusal. */
async function closed({ event, viewer, address }: RawRequest): Promise<HttpAnswer> {
  if (isData(address) || !acceptsPages(event.headers.accept)) throw tokenNotAccepted();
  return (await import('../sign-in/closed.tsx')).closedTo(event, viewer);
}

async function requestOf({ around, viewerOf }: Site, event: HttpEvent): Promise<RawRequest> {
  const { rawPath, rawQueryString, queryStringParameters = {} } = event;
  return {
    ...around(),
    event,
    viewer: await viewerOf(event),
    ids: idsOf(event),
    address: rawQueryString ? `${rawPath}?${rawQueryString}` : rawPath,
    query: queryStringParameters,
    zone: zoneIn(event),
  };
}

const WHOLE_PATH = 'path';

/** @throws {RequestRefusedError} for what cannot be an id */
function idsOf({ pathParameters = {} }: HttpEvent): Record<string, string> {
  return Object.fromEntries(
    Object.entries(pathParameters).flatMap(([name, text]) => {
      // What the host's own route takes as one: the whole path.
      if (name === WHOLE_PATH) return [];
      const id = idOf(text);
      if (id === undefined)
        throw new RequestRefusedError(404, 'ADDRESS_UNKNOWN', 'Nothing lives at this address.');
      return [[name, id]];
    }),
  );
}
