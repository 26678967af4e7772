/** The middy stack of every function that answers HTTP: routes, safe errors, security headers, revalidation. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpRouter from '@middy/http-router';
import httpSecurityHeaders from '@middy/http-security-headers';
import type { Context } from 'aws-lambda';
import { logger } from '../log/logger.ts';
import { StoreUnavailableError } from '../store/store.ts';
import {
  type Answer,
  AnswerableError,
  addressUnknown,
  etagOf,
  type Failure,
  type HttpAnswer,
  type HttpEvent,
  methodUnsupported,
  PAGE_POLICY,
  UnavailableError,
} from './answers.ts';

export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpAnswer>;

/** A route as an HTTP API names it: `GET /releases/{release}`. */
export type RouteKey = `${'GET' | 'POST'} /${string}`;
export type Routes = Readonly<Record<RouteKey, Answer>>;

export interface HttpOptions {
  /** `HEAD` gets the answer of `GET` without its body. */
  readonly routes: Routes;
  /** Shows a failure as the sender of this event expects it. */
  readonly present: (failure: Failure, event: HttpEvent) => HttpAnswer;
}

type Middleware = middy.MiddlewareObj<HttpEvent, HttpAnswer>;

const READING = ['GET', 'HEAD'] as const;
const isReading = ({ requestContext }: HttpEvent) =>
  READING.some((method) => method === requestContext.http.method);

const methodsOf = (key: string) => (key.startsWith('GET ') ? READING : (['POST'] as const));

const routed = (routes: Routes) =>
  Object.entries(routes).flatMap(([key, handler]) =>
    methodsOf(key).map((method) => ({ method, path: key.slice(key.indexOf('/')), handler })),
  );

/** Tells an unknown address from one that does not take the method. */
const noRoute =
  (routes: ReturnType<typeof routed>) =>
  ({ path }: { readonly path: string }): never => {
    const here = routes.filter((route) => patternOf(route.path).test(path));
    if (here.length === 0) throw addressUnknown();
    throw methodUnsupported(here.map(({ method }) => method));
  };

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);

const STORE_DOWN =
  'Shipshape cannot reach its database at the moment, so nothing was done. Try again in half a minute.';

const answerable = (error: unknown): unknown =>
  error instanceof StoreUnavailableError
    ? new UnavailableError('STORE_UNAVAILABLE', STORE_DOWN, 30, { cause: error })
    : error;

/** Answers with the messages of known errors; logs the errors of the server, and hides the messages of all others. */
function errors(present: HttpOptions['present']): Middleware {
  return {
    onError: (request) => {
      const { event, context } = request;
      const error = answerable(request.error);
      const isKnown = error instanceof AnswerableError;
      if (!isKnown || error.status >= 500) logger.error('A request failed', { error });
      if (isKnown) {
        const answer = present(error, event);
        request.response = { ...answer, headers: { ...answer.headers, ...error.headers } };
        return;
      }
      const message = `Something went wrong on our side. It is logged as request ${context.awsRequestId}.`;
      request.response = present({ status: 500, code: 'INTERNAL', message }, event);
    },
  };
}

/**
 * Lets a browser keep a page, and revalidate it before each use. Answers with their own Cache-Control keep it; one that no
 * cache may keep has an ETag where it brings its own, for programs that ask again.
 */
const revalidation: Middleware = {
  after: ({ event, response }) => {
    if (!response) return;
    const { headers } = response;
    if (!isReading(event)) {
      headers['Cache-Control'] ??= 'no-store';
      return;
    }
    if (!('Cache-Control' in headers)) {
      headers['Cache-Control'] = 'no-cache';
      headers.ETag ??= etagOf(response.body);
    }
    if (response.statusCode !== 200 || headers.ETag === undefined || !isKnown(event, headers.ETag)) return;
    response.statusCode = 304;
    response.body = '';
    delete headers['Content-Type'];
  },
  onError: ({ response }) => {
    if (response) response.headers['Cache-Control'] = 'no-store';
  },
};

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** By weak comparison, as RFC 9110 has it for `If-None-Match`. */
const isKnown = ({ headers }: HttpEvent, etag: string): boolean =>
  (headers['if-none-match'] ?? '')
    .split(',')
    .some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));

/** Bodies below it would grow, or save less than the headers cost. */
const MIN_COMPRESSED_BYTES = 1024;

/** Fast rather than small: pages are made for each request. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

function encodingFor(accepted = ''): 'br' | 'gzip' | undefined {
  const taken = accepted.split(',').flatMap((each) => {
    const [name = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
  });
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding));
}

/** Compresses with what the reader takes. Runs before the body of an answer to `HEAD` is left out. */
const compression: Middleware = {
  after: ({ event, response }) => {
    if (!response || response.isBase64Encoded) return;
    // Also where this answer is too short, or has no body: another one of the same address may be compressed.
    response.headers.Vary = [response.headers.Vary, 'Accept-Encoding'].filter(Boolean).join(', ');
    const encoding = encodingFor(event.headers['accept-encoding']);
    if (encoding === undefined || response.body.length < MIN_COMPRESSED_BYTES) return;
    const bytes =
      encoding === 'br' ? brotliCompressSync(response.body, BROTLI) : gzipSync(response.body, { level: 5 });
    response.headers['Content-Encoding'] = encoding;
    response.body = bytes.toString('base64');
    response.isBase64Encoded = true;
  },
};

/**
 * The package's own policy cannot leave out `sandbox` (stops links that open elsewhere) and `upgrade-insecure-requests`
 * (the one-machine host speaks plain HTTP), so the policy is set here. Also empties the answer to `HEAD`.
 */
function policy(): Middleware {
  const finish: NonNullable<Middleware['after']> = ({ event, response }) => {
    if (!response) return;
    // The package names the second in HTML only.
    Object.assign(response.headers, { 'Content-Security-Policy': PAGE_POLICY, 'X-Frame-Options': 'DENY' });
    // An answer that is made for the pages of others says so itself.
    response.headers['Cross-Origin-Resource-Policy'] ??= 'same-origin';
    if (event.requestContext.http.method !== 'HEAD') return;
    response.body = '';
    delete response.isBase64Encoded;
  };
  return { after: finish, onError: finish };
}

const HEADERS = {
  contentSecurityPolicy: false,
  crossOriginResourcePolicy: false,
  // No script runs under our policy, so there is nothing to permit; browsers warn of outdated names in the default.
  permissionsPolicy: false,
  reportTo: false,
  poweredBy: false,
  xssProtection: false,
  // Other sites learn no address of ours. Under `no-referrer`, browsers would hide from us, too, which page a form is from.
  referrerPolicy: { policy: 'same-origin' },
} as const;

/** The first middleware is outermost: the logger has its fields when an error is logged, and failures get all headers. */
export function http({ routes, present }: HttpOptions): HttpHandler {
  const all = routed(routes);
  return middy<HttpEvent, HttpAnswer>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(httpSecurityHeaders(HEADERS))
    .use(policy())
    .use(compression)
    .use(revalidation)
    .use(errors(present))
    .use(httpHeaderNormalizer())
    .handler(httpRouter<HttpEvent, HttpAnswer>({ routes: all, notFoundResponse: noRoute(all) }));
}
