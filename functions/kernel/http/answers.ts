/** Answers of the function `web`: pages for people, JSON for programs. */
import type { HttpAnswer } from './http.ts';

export const page = (body: string, statusCode = 200): HttpAnswer => ({
  statusCode,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body,
});

export const json = (value: unknown, statusCode = 200): HttpAnswer => ({
  statusCode,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});
