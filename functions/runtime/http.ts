/** The middy stack of every function that answers HTTP: routes, safe errors, security headers, revalidation. */
import { createHash } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpRouter from '@middy/http-router';
import httpSecurityHeaders from '@middy/http-security-headers';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { logger } from './logger.ts';

/** Payload format 2.0. API Gateway hands over a decoded path, function URLs and other hosts an encoded one. */
export type HttpEvent = APIGatewayProxyEventV2;

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpAnswer>;

/** An error whose words are meant for the reader. Every other error is answered as a plain 500. */
export abstract class AnswerableError extends Error {
  abstract readonly status: number;
  /** For programs: `RELEASE_UNKNOWN`. */
  abstract readonly code: string;
  readonly headers: Readonly<Record<string, string>> = {};
}

class AddressUnknownError extends AnswerableError {
  override readonly name = 'AddressUnknownError';
  readonly status = 404;
  readonly code = 'ADDRESS_UNKNOWN';
}

class MethodUnsupportedError extends AnswerableError {
  override readonly name = 'MethodUnsupportedError';
  readonly status = 405;
  readonly code = 'METHOD_UNSUPPORTED';
  override readonly headers = { Allow: 'GET, HEAD' };
}

/** What a reader is told when there is no other answer. */
export type Failure = Pick<AnswerableError, 'status' | 'code' | 'message'>;

export interface HttpOptions {
  /** Handlers of `GET`, by HTTP API path: `/releases/{release}`. `HEAD` gets the same answer without its body. */
  readonly gets: Readonly<Record<string, (event: HttpEvent) => Promise<HttpAnswer>>>;
  /** How a failure is shown to whoever sent this event. */
  readonly present: (failure: Failure, event: HttpEvent) => HttpAnswer;
  /** The Content-Security-Policy source of the one inline style sheet: `'sha256-…'`. */
  readonly styleSource: string;
}

type Middleware = middy.MiddlewareObj<HttpEvent, HttpAnswer>;

const METHODS = ['GET', 'HEAD'] as const;

function noRoute({ method }: { readonly method: string }): never {
  if (METHODS.some((known) => known === method))
    throw new AddressUnknownError('Nothing lives at this address.');
  throw new MethodUnsupportedError('This address can only be read.');
}

/** Answers known errors in their words; logs all others and hides what they say. */
function errors(present: HttpOptions['present']): Middleware {
  return {
    onError: (request) => {
      const { error, event, context } = request;
      if (error instanceof AnswerableError) {
        const answer = present(error, event);
        request.response = { ...answer, headers: { ...answer.headers, ...error.headers } };
        return;
      }
      logger.error('A request failed', { error });
      const message = `Something went wrong on our side. It is logged as request ${context.awsRequestId}.`;
      request.response = present({ status: 500, code: 'INTERNAL', message }, event);
    },
  };
}

/** Lets a reader keep a page and ask whether it still holds; what was read is never shown without asking. */
const revalidation: Middleware = {
  after: ({ event, response }) => {
    if (!response) return;
    const etag = `"${createHash('sha256').update(response.body).digest('base64url')}"`;
    const known = (event.headers['if-none-match'] ?? '')
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''));
    Object.assign(response.headers, { ETag: etag, 'Cache-Control': 'no-cache' });
    if (!known.includes(etag)) return;
    response.statusCode = 304;
    response.body = '';
  },
  onError: ({ response }) => {
    if (response) response.headers['Cache-Control'] = 'no-store';
  },
};

/** The package's own policy cannot leave out `sandbox` (stops links that open elsewhere) and `upgrade-insecure-requests`
 * (the one-machine host speaks plain HTTP), so the policy is set here. Also empties the answer to `HEAD`. */
function policy(styleSource: string): Middleware {
  const value = [
    "default-src 'none'",
    `style-src ${styleSource}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const finish: NonNullable<Middleware['after']> = ({ event, response }) => {
    if (!response) return;
    response.headers['Content-Security-Policy'] = value;
    if (event.requestContext.http.method === 'HEAD') response.body = '';
  };
  return { after: finish, onError: finish };
}

/**
 * First attached is outermost: it begins first and ends last. So the logger keeps its fields until the error is
 * logged, and failures get the same headers as answers.
 */
export function http({ gets, present, styleSource }: HttpOptions): HttpHandler {
  const routes = Object.entries(gets).flatMap(([path, handler]) =>
    METHODS.map((method) => ({ method, path, handler })),
  );
  return (
    middy<HttpEvent, HttpAnswer>()
      .use(injectLambdaContext(logger, { resetKeys: true }))
      // No script runs under this policy, so there is nothing to permit; browsers warn of each outdated name in the default.
      .use(httpSecurityHeaders({ contentSecurityPolicy: false, permissionsPolicy: false, reportTo: false }))
      .use(policy(styleSource))
      .use(revalidation)
      .use(errors(present))
      .use(httpHeaderNormalizer())
      .handler(httpRouter<HttpEvent, HttpAnswer>({ routes, notFoundResponse: noRoute }))
  );
}
