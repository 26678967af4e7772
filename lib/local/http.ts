/** The HTTP API of the host: admits requests, invokes the function of each, and writes its answer. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  AnswerableError,
  acceptsPages,
  type HttpAnswer,
  RequestRefusedError,
  UnavailableError,
} from '../../functions/kernel/http/answers.ts';
import { StoreUnavailableError } from '../../functions/kernel/store/store.ts';
import type { Admission } from './admission.ts';
import {
  type Found,
  failure,
  findRoute,
  type HttpRequest,
  httpEvent,
  pathOf,
  readAnswer,
  type Served,
} from './api-gateway.ts';
import type { OwnNames } from './listen.ts';
import { FunctionTimedOutError } from './local-function.ts';
import { inWords, type Log } from './log.ts';
import type { SeenThrough } from './proxy.ts';
import type { Time } from './time.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_DISCARDED_BYTES = 64 * 1024;
const RETRY_SECONDS = 30;

export interface HttpSurroundings {
  readonly routes: readonly Served[];
  readonly names: OwnNames;
  readonly seenThrough: SeenThrough;
  readonly admission: Admission;
  readonly time: Time;
  readonly log: Log;
}

/** Never throws: failures are logged, and answered without details. */
async function ask(
  { time, log }: HttpSurroundings,
  { served, parameters }: Found,
  request: HttpRequest,
): Promise<HttpAnswer> {
  try {
    return readAnswer(await served.invoke(httpEvent(request, served.route, parameters, time.now())));
  } catch (error) {
    const { method, path } = served.route;
    log('ERROR', 'A function failed to answer a request.', { method, path, error: inWords(error) });
    const isShort = error instanceof StoreUnavailableError || error instanceof FunctionTimedOutError;
    return failure(
      isShort
        ? new UnavailableError('UNAVAILABLE', NOT_NOW, RETRY_SECONDS)
        : new AnswerableError(500, 'INTERNAL', 'Something went wrong on our side. It is in the log.'),
    );
  }
}

const NOT_NOW = 'This cannot be answered at the moment. Ask again in half a minute.';

/** The listener of the HTTP server. */
export function httpApi(around: HttpSurroundings): RequestListener {
  return async (request, response) => {
    const began = around.time.elapsed();
    try {
      const answered = await answerTo(around, request).catch((error: unknown) => refusal(error, request));
      write(response, answered, request.method === 'HEAD');
      around.log('INFO', 'A request was answered.', {
        method: request.method,
        path: shownPath(around.routes, request),
        status: answered.statusCode,
        milliseconds: Math.round(around.time.elapsed() - began),
      });
    } catch (error) {
      // A client that hangs up before the answer is no reason to warn.
      around.log(request.destroyed ? 'INFO' : 'WARN', 'A request could not be answered.', {
        error: inWords(error),
      });
      response.destroy();
    }
  };
}

/** A browser gets a page; its parts are loaded with the first. @throws an error whose message is not for callers */
async function refusal(error: unknown, { url = '/', headers }: IncomingMessage): Promise<HttpAnswer> {
  const answer = failure(error);
  if (!(error instanceof AnswerableError) || !acceptsPages(headers.accept)) return answer;
  const { failureAnswer } = await import('../../functions/site/web/failure-answer.ts');
  const shown = failureAnswer(error, { path: pathOf(url), accept: headers.accept });
  return { ...shown, headers: { ...answer.headers, ...shown.headers } };
}

/** @throws {AnswerableError} */
async function answerTo(around: HttpSurroundings, request: IncomingMessage): Promise<HttpAnswer> {
  const { method = 'GET', url: target = '/', socket } = request;
  const { headers, sourceIp } = around.seenThrough(headersOf(request), socket.remoteAddress ?? '127.0.0.1');
  refuseStranger(around.names, headers);
  const found = findRoute(around.routes, method, pathOf(target));
  if (found instanceof RequestRefusedError) throw found;
  const bytes = bytesAnnounced(headers);
  const notNow = around.admission.enter(found.served.route, bytes);
  // Closes the connection where the body is large, so that it need not be received.
  if (notNow !== undefined) throw bytes > MAX_DISCARDED_BYTES ? hangingUp(notNow) : notNow;
  try {
    const body = await readBody(request, MAX_BODY_BYTES);
    await around.admission.turn();
    return await ask(around, found, { method, target, headers, body, sourceIp });
  } finally {
    around.admission.leave(bytes);
  }
}

const hangingUp = ({ status, code, message, headers }: AnswerableError): AnswerableError =>
  new AnswerableError(status, code, message, { ...headers, Connection: 'close' });

/** A larger body is refused while it is read; one of unknown size may have the maximum. */
function bytesAnnounced(headers: Readonly<Record<string, string>>): number {
  if ('transfer-encoding' in headers) return MAX_BODY_BYTES;
  return Math.min(Number(headers['content-length'] ?? 0), MAX_BODY_BYTES);
}

/** @throws {RequestRefusedError} */
function refuseStranger(names: OwnNames, { host, origin }: Readonly<Record<string, string>>): void {
  const ours = 'This host answers to its own names only, such as 127.0.0.1 and localhost.';
  if (!names.isOurs(host)) throw new RequestRefusedError(421, 'HOST_UNKNOWN', ours);
  if (origin !== undefined && !names.isOurPage(origin, host))
    throw new RequestRefusedError(403, 'ORIGIN_FOREIGN', 'Pages of other sites are not answered.');
}

const headersOf = ({ headersDistinct }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(',')]));

const MAX_PATH_SHOWN = 200;

/** Without the query, and without the token of a link, which is a secret. */
function shownPath(routes: readonly Served[], { method = 'GET', url = '/' }: IncomingMessage): string {
  const found = findRoute(routes, method, pathOf(url));
  if ('served' in found && 'token' in found.parameters) return found.served.route.path;
  return pathOf(url).slice(0, MAX_PATH_SHOWN);
}

function write(response: ServerResponse, answered: HttpAnswer, bodiless: boolean): void {
  for (const [name, value] of Object.entries(answered.headers)) response.setHeader(name, value);
  if (answered.cookies !== undefined) response.setHeader('Set-Cookie', answered.cookies);
  const body = Buffer.from(answered.body, answered.isBase64Encoded ? 'base64' : 'utf8');
  response.setHeader('Content-Length', body.length);
  response.writeHead(answered.statusCode);
  response.end(bodiless ? undefined : body);
}

/** How much of a body that is too large is read and discarded, so that the sender can read the answer. */
const MAX_DISCARDED_TIMES = 16;

/** @throws {RequestRefusedError} when it has more bytes */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > maxBytes * MAX_DISCARDED_TIMES) request.destroy();
  }
  if (size <= maxBytes) return Buffer.concat(chunks);
  const headers = { Connection: 'close' };
  throw new RequestRefusedError(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MB.', headers);
}
