/** What an API Gateway HTTP API does: finds the route of a request, makes an event of it, and reads the answer (payload format 2.0). */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import {
  AnswerableError,
  addressUnknown,
  type HttpAnswer,
  methodUnsupported,
  problem,
  RequestRefusedError,
} from '../../functions/kernel/http/answers.ts';
import type { Route } from '../wiring-shape.ts';

/** A route, and how its function is invoked. */
export interface Served {
  readonly route: Route;
  invoke(event: unknown): Promise<unknown>;
}

export interface Found {
  readonly served: Served;
  readonly parameters: Readonly<Record<string, string>>;
}

const PARAMETER = /^\{(\w+)\}$/;
/** Takes all that is left of the path, when it is something. */
const REST = /^\{(\w+)\+\}$/;

/** @param path percent-encoded, as it came. `HEAD` finds the route of `GET`. @returns the route, or why there is none */
export function findRoute(
  routes: readonly Served[],
  method: string,
  path: string,
): Found | RequestRefusedError {
  const segments = decode(path.split('/'));
  if (segments === undefined)
    return new RequestRefusedError(400, 'ADDRESS_MALFORMED', 'The address is not percent-encoded correctly.');
  const matching = routes.flatMap((served) => {
    const parameters = match(served.route.path.split('/'), segments);
    return parameters === undefined ? [] : [{ served, parameters }];
  });
  if (matching.length === 0) return addressUnknown();
  // An address that has routes of its own is not one of those that take the rest of the path, whatever the method: a sender
  // who uses the wrong one is told the right one.
  const own = matching.filter(({ served }) => !takesRest(served.route));
  const here = own.length === 0 ? matching : own;
  const wanted = method === 'HEAD' ? 'GET' : method;
  const methods = here.flatMap(({ served: { route } }) =>
    route.method === 'GET' ? ['GET', 'HEAD'] : [route.method],
  );
  return (
    here.find(({ served }) => served.route.method === wanted) ?? methodUnsupported([...new Set(methods)])
  );
}

const takesRest = ({ path }: Route): boolean => path.endsWith('+}');

function decode(segments: readonly string[]): string[] | undefined {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** Segments are decoded after the path is split, so an encoded slash belongs to its parameter. */
function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const rest = REST.exec(pattern.at(-1) ?? '')?.[1];
  if (
    rest !== undefined &&
    segments.length >= pattern.length &&
    segments.slice(pattern.length - 1).join('') !== ''
  )
    return { [rest]: segments.slice(pattern.length - 1).join('/') };
  if (pattern.length !== segments.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [at, segment] of segments.entries()) {
    const name = PARAMETER.exec(pattern[at] ?? '')?.[1];
    if (name === undefined ? pattern[at] !== segment : segment === '') return undefined;
    if (name !== undefined) parameters.push([name, segment]);
  }
  return Object.fromEntries(parameters);
}

export interface HttpRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  /** By lower-case name; several of one name joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

/** Bodies of these types are passed on as text, all others in base64. */
const TEXT = /^(text\/|application\/([\w.+-]*\+)?(json|xml)\b|application\/javascript\b)/;

export const pathOf = (target: string): string => target.split('?', 1)[0] ?? '';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function httpEvent(
  request: HttpRequest,
  route: Route,
  parameters: Readonly<Record<string, string>>,
  now: number,
): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = request.headers;
  const rawPath = pathOf(request.target);
  const rawQueryString = request.target.slice(rawPath.length + 1);
  const routeKey = `${route.method} ${route.path}`;
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    headers,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/[;,] */) }),
    ...(rawQueryString === '' ? {} : { queryStringParameters: parametersOf(rawQueryString) }),
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: { ...parameters } }),
    requestContext: contextOf(request, route.method, routeKey, rawPath, now),
    ...bodyOf(request),
  };
}

function parametersOf(query: string): Record<string, string> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name).join(',')]));
}

function bodyOf({ headers, body }: HttpRequest): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(headers['content-type'] ?? '') && isUtf8(body);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

const contextOf = (
  { headers, sourceIp }: HttpRequest,
  method: string,
  routeKey: string,
  path: string,
  now: number,
) => ({
  accountId: '000000000000',
  apiId: 'local',
  domainName: headers.host ?? 'localhost',
  domainPrefix: 'local',
  http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
  requestId: randomUUID(),
  routeKey,
  stage: '$default',
  time: new Date(now).toISOString(),
  timeEpoch: now,
});

/** What the functions use of payload format 2.0. */
const answered = z.strictObject({
  statusCode: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.string()).default({}),
  cookies: z.array(z.string()).exactOptional(),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().exactOptional(),
});

/** @throws {Error} when the answer has another shape, or an invalid header */
export function readAnswer(raw: unknown): HttpAnswer {
  const answer = answered.parse(raw);
  for (const [name, value] of Object.entries(answer.headers)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  for (const cookie of answer.cookies ?? []) validateHeaderValue('Set-Cookie', cookie);
  return answer;
}

/** The answer to an error, in the shape of the functions' own failures. @throws an error whose message is not for callers */
export function failure(error: unknown): HttpAnswer {
  if (!(error instanceof AnswerableError)) throw error;
  const { headers, ...answer } = problem(error);
  return { ...answer, headers: { ...headers, 'Cache-Control': 'no-store', ...error.headers } };
}
