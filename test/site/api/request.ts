/** Asks the function `web` as an API Gateway HTTP API does, without a host. */
import type { HttpAnswer } from '../../../functions/kernel/http/answers.ts';
import type { HttpHandler } from '../../../functions/kernel/http/http.ts';
import { httpEvent } from '../../../lib/local/api-gateway.ts';
import { context } from '../../support/messages.ts';

interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export function ask(
  web: HttpHandler,
  method: 'GET' | 'POST',
  target: string,
  { headers = {}, body = '' }: Asked = {},
): Promise<HttpAnswer> {
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const request = {
    method,
    target,
    headers: Object.fromEntries(lowered),
    body: Buffer.isBuffer(body) ? body : Buffer.from(body),
    sourceIp: '127.0.0.1',
  };
  return web(httpEvent(request, { method, path: target }, {}, 0), context);
}
