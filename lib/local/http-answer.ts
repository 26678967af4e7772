/** What a function answers to a request, and what the host answers by itself. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as z from 'zod';

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

/** An answer of the host itself, in the shape of the functions' own failures. */
export const failure = (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  cookies: [],
  body: Buffer.from(JSON.stringify({ error: { code, message } })),
});
