/** A request as an API Gateway HTTP API hands it to a function, and what that answers: payload format 2.0. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { AnswerableError } from '../../functions/kernel/http/answers.ts';
import type { Route } from '../wiring.ts';

export interface HttpRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  /** By lower-case name; several of one name joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

/** Bodies of these types are handed over as text, all others in base64. */
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
    requestContext: contextOf(request, route, rawPath, now),
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
  { method, path: pattern }: Route,
  path: string,
  now: number,
) => ({
  accountId: '000000000000',
  apiId: 'local',
  domainName: headers.host ?? 'localhost',
  domainPrefix: 'local',
  http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
  requestId: randomUUID(),
  routeKey: `${method} ${pattern}`,
  stage: '$default',
  time: new Date(now).toISOString(),
  timeEpoch: now,
});

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

const answered = z.object({
  statusCode: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/** @throws when the function answered something else than a response of payload format 2.0, or a header that no one may send */
export function readAnswer(raw: unknown): HttpAnswer {
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = answered.parse(raw);
  for (const [name, value] of Object.entries(headers)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  for (const cookie of cookies) validateHeaderValue('Set-Cookie', cookie);
  return {
    status: statusCode,
    headers,
    cookies,
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** What is answered to an error, in the shape of the functions' own failures. @throws the error, where its words are not for whoever asked */
export function failure(error: unknown): HttpAnswer {
  if (!(error instanceof AnswerableError)) throw error;
  const { status, code, message } = error;
  const plain = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  const body = Buffer.from(JSON.stringify({ error: { code, message } }));
  return { status, headers: { ...plain, ...error.headers }, cookies: [], body };
}
