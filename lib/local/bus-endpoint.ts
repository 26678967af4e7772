/** The bus as AWS clients see it: PutEvents over AWS JSON 1.1. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Bus } from './bus.ts';
import { readRequest, ValidationException } from './put-events.ts';
import { readBody } from './request-body.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.1';
const PUT_EVENTS = 'AWSEvents.PutEvents';
/** Far above what ten entries may weigh, escaped; the limit itself is PutEvents' own. */
const MOST_BYTES = 4 * 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly body: object;
}

const refuse = (status: number, type: string, message: string): Answer => ({
  status,
  body: { __type: type, message },
});

/** @param admits whether calls with this session token are still taken */
export function busEndpoint(bus: Bus, admits: (sessionToken: unknown) => boolean): RequestListener {
  return async (request, response) => {
    const { status, body } = await answer(bus, admits, request).catch((error: unknown) =>
      refuse(500, 'InternalException', String(error)),
    );
    write(response, status, JSON.stringify(body));
  };
}

async function answer(
  bus: Bus,
  admits: (token: unknown) => boolean,
  request: IncomingMessage,
): Promise<Answer> {
  const body = await readBody(request, MOST_BYTES);
  // A page in a browser can send neither without asking first, so it cannot put events here.
  if (request.method !== 'POST' || !request.headers['content-type']?.startsWith(CONTENT_TYPE)) {
    return refuse(404, 'UnknownOperationException', `This is a bus for AWS clients: POST ${CONTENT_TYPE}.`);
  }
  if (request.headers['x-amz-target'] !== PUT_EVENTS) {
    return refuse(400, 'UnknownOperationException', `Of EventBridge, only ${PUT_EVENTS} is known here.`);
  }
  if (!admits(request.headers['x-amz-security-token'])) {
    return refuse(503, 'ServiceUnavailableException', 'This Shipshape is stopping.');
  }
  if (body === 'too large') return refuse(413, 'ValidationException', 'The request is too large.');
  return put(bus, body.toString('utf8'));
}

async function put(bus: Bus, body: string): Promise<Answer> {
  try {
    const Entries = await bus.put(readRequest(body));
    const FailedEntryCount = Entries.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
    return { status: 200, body: { FailedEntryCount, Entries } };
  } catch (error) {
    if (error instanceof ValidationException) return refuse(400, error.name, error.message);
    if (error instanceof SyntaxError) return refuse(400, 'SerializationException', 'The body is not JSON.');
    throw error;
  }
}

function write(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': CONTENT_TYPE, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
