/**
 * Links that confirm: who holds one may say, for one team, that what its digest asks about is still correct or done.
 * Signed for this purpose only, and good for some weeks. Opened, they show a page; only its button says anything, because
 * mail programs and chats open every link they see.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { id, period } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';

/** Nothing else is signed under this name, so that no other signature opens anything here. */
const PURPOSE = 'shipshape confirm v1\n';
const DAYS = 45;
const DAY_MS = 86_400_000;

const payload = lazy(() =>
  z.strictObject({
    team: id(),
    period: period(),
    what: z.string().min(1).max(400),
    until: z.int(),
  }),
);

/** What a link confirms. */
export interface Confirmable {
  readonly team: string;
  /** Of the digest that asks. */
  readonly period: string;
  /** `all` records, one (`feature:code-search`), or a step (`step:okr:2024-Q1`). */
  readonly what: string;
}

/** @param madeAt UTC instant from which it is good */
export function confirmToken(key: string, { team, period: of, what }: Confirmable, madeAt: string): string {
  const until = Math.floor((Date.parse(madeAt) + DAYS * DAY_MS) / 1000);
  const body = Buffer.from(JSON.stringify({ team, period: of, what, until })).toString('base64url');
  return `${body}.${signature(key, body)}`;
}

/** @returns what it confirms; `expired`, or `unknown` when it was not signed here */
export function openConfirmToken(
  key: string,
  token: string,
  now: string,
): Confirmable | 'expired' | 'unknown' {
  const [body = '', signed = '', ...rest] = token.split('.');
  const wanted = Buffer.from(signature(key, body));
  const given = Buffer.from(signed);
  if (rest.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'unknown';
  const { data } = payload.safeParse(parsed(body));
  if (data === undefined) return 'unknown';
  const { until, ...confirmable } = data;
  return until * 1000 <= Date.parse(now) ? 'expired' : confirmable;
}

const signature = (key: string, body: string) =>
  createHmac('sha256', key)
    .update(PURPOSE + body)
    .digest('base64url');

function parsed(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
