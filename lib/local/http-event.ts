/** A request as an API Gateway HTTP API hands it to a function: payload format 2.0. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
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
