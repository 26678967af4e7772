/** The function `web` without its table: which address shows what, as a page for people and as JSON for programs. */
import type { Confirming } from '../../digests/pages/confirm.ts';
import type { DigestReads } from '../../digests/pages/show-digests.ts';
import type { Answer, Failure, HttpAnswer, HttpEvent } from '../../kernel/http/answers.ts';
import { http, type Routes } from '../../kernel/http/http.ts';
import type { ReviewReads } from '../../reviews/pages/show-reviews.ts';
import type { Around } from '../resource/asked.ts';
import { signInRoutes } from '../sign-in/routes.ts';
import { insiderOf, type Token, viewerOf } from '../sign-in/viewer.ts';
import { RAW_ANSWERS, RESOURCES } from './addresses.ts';
import { failureAnswer } from './failure-answer.ts';
import { type Site, siteRoutes } from './site.ts';

/** What is shown; read afresh for each request. */
export interface WebReads extends DigestReads, ReviewReads {}

/** What the token gives access to. */
export interface PrivateApi {
  /** Undefined where none is configured. */
  token(): Promise<string | undefined>;
  readonly confirming: Confirming;
}

const present = (failure: Failure, { headers, requestContext }: HttpEvent): HttpAnswer =>
  failureAnswer(failure, { path: requestContext.http.path, accept: headers.accept });

/** Loads the module of an answer with its first request: one instance serves few of the addresses. */
const later =
  (load: () => Promise<Answer>): Answer =>
  async (event) =>
    (await load())(event);

const digests = () => import('../../digests/pages/show-digests.ts');
const reviews = () => import('../../reviews/pages/show-reviews.ts');

/** Answers everybody, and shows internal fields to a caller who holds the token. */
type ForBoth = (answer: (event: HttpEvent, isInternal: boolean) => Promise<HttpAnswer>) => Answer;

const publicRoutes = (reads: WebReads, forBoth: ForBoth): Routes => {
  return {
    'GET /api/digests/{audience}/{period}': forBoth(async (event, isInternal) =>
      (await digests()).digestAsJson(reads, isInternal)(event),
    ),
  };
};

/** Answers people and programs of the organisation; nobody keeps the answer. */
const privately =
  (token: Token, answer: Answer): Answer =>
  async (event) => {
    await insiderOf(event, token);
    const { headers, ...rest } = await answer(event);
    return { ...rest, headers: { ...headers, 'Cache-Control': 'no-store' } };
  };

/** What a holder of the token gets is never kept by a cache. */
const forBoth =
  (token: Token): ForBoth =>
  (answer) =>
  async (event) => {
    const { isInternal } = await viewerOf(event, token);
    if (!isInternal) return answer(event, false);
    const { headers, ...rest } = await answer(event, true);
    return { ...rest, headers: { ...headers, 'Cache-Control': 'no-store' } };
  };

const forNobody: ForBoth = (answer) => (event) => answer(event, false);

const privateRoutes = (reads: WebReads, { token, confirming }: PrivateApi): Routes => {
  const confirm = () => import('../../digests/pages/confirm.ts');
  const inside = (load: () => Promise<Answer>) => privately(token, later(load));
  return {
    'GET /api/reviews': inside(async () => (await reviews()).reviewsAsJson(reads)),
    'GET /api/reviews/{review}': inside(async () => (await reviews()).reviewAsJson(reads)),
    'GET /api/due': inside(async () => (await digests()).dueAsJson(reads)),
    'GET /confirm/{token}': later(async () => (await confirm()).showConfirm(confirming)),
    'POST /confirm/{token}': later(async () => (await confirm()).takeConfirm(confirming)),
  };
};

/** Every route that this function answers. */
export function webRoutes(reads: WebReads, inside?: PrivateApi, around?: () => Around): Routes {
  const open = publicRoutes(reads, inside === undefined ? forNobody : forBoth(inside.token));
  const token = inside?.token ?? (async () => undefined);
  const site: Site | undefined = around && { around, viewerOf: (event) => viewerOf(event, token) };
  return {
    ...open,
    ...signInRoutes,
    ...(inside === undefined ? {} : privateRoutes(reads, inside)),
    ...(site === undefined ? {} : siteRoutes(site, RESOURCES, RAW_ANSWERS)),
    'GET /assets/{file}': later(async () => (await import('./assets.ts')).showAsset),
  };
}

/**
 * Answers 200 whatever the verdicts are: nothing is refused because of them.
 * @param around what the host gives to resources; without it only the addresses that are given their reads are answered
 */
export const createWeb = (reads: WebReads, inside?: PrivateApi, around?: () => Around) =>
  http({ routes: webRoutes(reads, inside, around), present });
