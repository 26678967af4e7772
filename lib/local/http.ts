/** The HTTP API of the host: finds the function of a request, asks it, and writes what it answers. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { failure, type HttpAnswer, readAnswer } from './http-answer.ts';
import { type HttpRequest, httpEvent, pathOf } from './http-event.ts';
import { inWords, type Log } from './log.ts';
import { readBody } from './request-body.ts';
import { findRoute, type Served } from './routes.ts';
import type { Time } from './time.ts';

const MOST_BODY_BYTES = 1024 * 1024;

export type AnswerHttp = (request: HttpRequest) => Promise<HttpAnswer>;

/** Answers a request from its function. Never throws: what goes wrong is logged, and answered without its details. */
export function answerFrom(routes: readonly Served[], time: Time, log: Log): AnswerHttp {
  return async (request) => {
    const path = pathOf(request.target);
    const found = findRoute(routes, request.method, path);
    if (found === 'malformed')
      return failure(400, 'ADDRESS_MALFORMED', 'The address is not percent-encoded correctly.');
    if (found === 'unknown') return failure(404, 'ADDRESS_UNKNOWN', 'Nothing lives at this address.');
    if ('allowed' in found) {
      const Allow = found.allowed.join(', ');
      return failure(405, 'METHOD_UNSUPPORTED', `This address takes ${Allow}.`, { Allow });
    }
    const { served, parameters } = found;
    try {
      return readAnswer(await served.invoke(httpEvent(request, served.route, parameters, time.now())));
    } catch (error) {
      log('ERROR', 'A function failed to answer a request.', {
        method: request.method,
        path,
        error: inWords(error),
      });
      return failure(500, 'INTERNAL', 'Something went wrong on our side. It is in the log.');
    }
  };
}

/** The listener of the HTTP server. */
export function httpApi(answer: AnswerHttp, log: Log): RequestListener {
  return async (request, response) => {
    try {
      write(response, await answerTo(request, answer), request.method === 'HEAD');
    } catch (error) {
      log('WARN', 'A request could not be answered.', { error: inWords(error) });
      response.destroy();
    }
  };
}

async function answerTo(request: IncomingMessage, answer: AnswerHttp): Promise<HttpAnswer> {
  const headers = headersOf(request);
  if (!isOurName(headers.host)) {
    return failure(421, 'HOST_UNKNOWN', 'This host answers to 127.0.0.1 and localhost only.');
  }
  const body = await readBody(request, MOST_BODY_BYTES);
  if (body === 'too large')
    return failure(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MB.', { Connection: 'close' });
  const { method = 'GET', url: target = '/', socket } = request;
  return answer({ method, target, headers, body, sourceIp: socket.remoteAddress ?? '127.0.0.1' });
}

const headersOf = ({ headersDistinct }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(',')]));

/** A name of someone else that leads here is a page in a browser trying to read what only this machine should. */
const isOurName = (host: string | undefined): boolean =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? 'localhost');

function write(response: ServerResponse, answer: HttpAnswer, bodiless: boolean): void {
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (answer.cookies.length > 0) response.setHeader('Set-Cookie', answer.cookies);
  response.setHeader('Content-Length', answer.body.length);
  response.writeHead(answer.status);
  response.end(bodiless ? undefined : answer.body);
}
