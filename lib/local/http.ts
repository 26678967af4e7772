/** The HTTP API of the host: finds the function of a request, asks it, and writes what it answers. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { StoreUnavailableError } from '../../functions/kernel/store/store.ts';
import { type Admission, later } from './admission.ts';
import { failure, type HttpAnswer, readAnswer } from './http-answer.ts';
import { type HttpRequest, httpEvent, pathOf } from './http-event.ts';
import { FunctionTimedOutError } from './local-function.ts';
import { inWords, type Log } from './log.ts';
import type { Names } from './own-names.ts';
import { readBody } from './request-body.ts';
import { type Found, findRoute, type Served } from './routes.ts';
import type { Time } from './time.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_DISCARDED_BYTES = 64 * 1024;
const RETRY_SECONDS = 30;

export interface HttpSurroundings {
  readonly routes: readonly Served[];
  readonly names: Names;
  readonly admission: Admission;
  readonly time: Time;
  readonly log: Log;
}

type Answering = Pick<HttpSurroundings, 'routes' | 'time' | 'log'>;
type ServedRoute = Extract<Found, { served: Served }>;

/** Answers a request that is let in. Never throws: what goes wrong is logged, and answered without its details. */
export async function answer(around: Answering, request: HttpRequest): Promise<HttpAnswer> {
  const found = find(around, request.method, request.target);
  return 'served' in found ? ask(around, found, request) : found;
}

/** What answers a request, or its answer. */
function find({ routes }: Answering, method: string, target: string): ServedRoute | HttpAnswer {
  const found = findRoute(routes, method, pathOf(target));
  if (found === 'malformed')
    return failure(400, 'ADDRESS_MALFORMED', 'The address is not percent-encoded correctly.');
  if (found === 'unknown') return failure(404, 'ADDRESS_UNKNOWN', 'Nothing lives at this address.');
  if (!('allowed' in found)) return found;
  const Allow = found.allowed.join(', ');
  return failure(405, 'METHOD_UNSUPPORTED', `This address takes ${Allow}.`, { Allow });
}

async function ask(
  { time, log }: Answering,
  { served, parameters }: ServedRoute,
  request: HttpRequest,
): Promise<HttpAnswer> {
  try {
    return readAnswer(await served.invoke(httpEvent(request, served.route, parameters, time.now())));
  } catch (error) {
    const { method, path } = served.route;
    log('ERROR', 'A function failed to answer a request.', { method, path, error: inWords(error) });
    if (error instanceof StoreUnavailableError || error instanceof FunctionTimedOutError)
      return later(
        'UNAVAILABLE',
        'This cannot be answered at the moment. Ask again in half a minute.',
        RETRY_SECONDS,
      );
    return failure(500, 'INTERNAL', 'Something went wrong on our side. It is in the log.');
  }
}

/** The listener of the HTTP server. */
export function httpApi(around: HttpSurroundings): RequestListener {
  return async (request, response) => {
    const began = around.time.elapsed();
    try {
      const answered = await answerTo(around, request);
      write(response, answered, request.method === 'HEAD');
      around.log('INFO', 'A request was answered.', {
        method: request.method,
        path: shownPath(around.routes, request),
        status: answered.status,
        milliseconds: Math.round(around.time.elapsed() - began),
      });
    } catch (error) {
      // Who hangs up before the answer is nothing that anybody need look at.
      around.log(request.destroyed ? 'INFO' : 'WARN', 'A request could not be answered.', {
        error: inWords(error),
      });
      response.destroy();
    }
  };
}

async function answerTo(around: HttpSurroundings, request: IncomingMessage): Promise<HttpAnswer> {
  const headers = headersOf(request);
  const refused = refuseStranger(around.names, headers);
  if (refused !== undefined) return refused;
  const { method = 'GET', url: target = '/', socket } = request;
  const found = find(around, method, target);
  if (!('served' in found)) return found;
  const bytes = bytesAnnounced(headers);
  const notNow = around.admission.enter(found.served.route, bytes);
  if (notNow !== undefined) return bytes > MAX_DISCARDED_BYTES ? hangingUp(notNow) : notNow;
  try {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === 'too large')
      return failure(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MB.', { Connection: 'close' });
    await around.admission.turn();
    const sourceIp = socket.remoteAddress ?? '127.0.0.1';
    return await ask(around, found, { method, target, headers, body, sourceIp });
  } finally {
    around.admission.leave(bytes);
  }
}

/** A body that nobody reads is not taken over the wire either, where it is large. */
const hangingUp = (answered: HttpAnswer): HttpAnswer => ({
  ...answered,
  headers: { ...answered.headers, Connection: 'close' },
});

/** What is larger is not kept; what does not say may be as large as any. */
function bytesAnnounced(headers: Readonly<Record<string, string>>): number {
  if ('transfer-encoding' in headers) return MAX_BODY_BYTES;
  return Math.min(Number(headers['content-length'] ?? 0), MAX_BODY_BYTES);
}

function refuseStranger(
  names: Names,
  { host, origin }: Readonly<Record<string, string>>,
): HttpAnswer | undefined {
  if (!names.isOurs(host))
    return failure(
      421,
      'HOST_UNKNOWN',
      'This host answers to its own names only, such as 127.0.0.1 and localhost.',
    );
  if (origin !== undefined && !names.isOurPage(origin, host))
    return failure(403, 'ORIGIN_FOREIGN', 'Pages of other sites are not answered.');
  return undefined;
}

const headersOf = ({ headersDistinct }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(',')]));

const MAX_PATH_SHOWN = 200;

/** Without its query; and without what is a secret in itself: the token of a link. */
function shownPath(routes: readonly Served[], { method = 'GET', url = '/' }: IncomingMessage): string {
  const found = findRoute(routes, method, pathOf(url));
  if (typeof found === 'object' && 'served' in found && 'token' in found.parameters)
    return found.served.route.path;
  return pathOf(url).slice(0, MAX_PATH_SHOWN);
}

function write(response: ServerResponse, answered: HttpAnswer, bodiless: boolean): void {
  for (const [name, value] of Object.entries(answered.headers)) response.setHeader(name, value);
  if (answered.cookies.length > 0) response.setHeader('Set-Cookie', answered.cookies);
  response.setHeader('Content-Length', answered.body.length);
  response.writeHead(answered.status);
  response.end(bodiless ? undefined : answered.body);
}
