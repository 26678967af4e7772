/**
 * The links of a digest, among them those that confirm, for one team, that what its digest asks about is still correct or
 * done. They are signed for this purpose only, and expire. A link opens a page, and only the button of that page confirms,
 * because mail programs and chats open every link they see.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { id, period } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { teamIn } from '../../catalog/model/team.ts';
import { confirmAddress, digestAddress, type Place, pageAddress } from '../../kernel/model/addresses.ts';
import { link, named, type Part, strong } from '../../outline/line.ts';
import type { Digest } from './model.ts';

/** Part of what is signed, so that a signature made for another purpose is not valid here. */
const PURPOSE = 'shipshape confirm v1\n';
const VALID_MS = 45 * 86_400_000;

const payload = lazy(() =>
  z.strictObject({
    team: id(),
    /** Of the digest that asks. */
    period: period(),
    /** `all` records, one (`feature:code-search`), or a step (`step:okr:2024-Q1`). */
    what: z.string().min(1).max(400),
    /** Seconds since 1970 at which the link expires. */
    until: z.int(),
  }),
);

/** What a link confirms. */
export type Confirmable = Omit<Output<typeof payload>, 'until'>;

/** @param madeAt UTC instant from which it is valid */
export function confirmToken(key: string, { team, period: of, what }: Confirmable, madeAt: string): string {
  const until = Math.floor((Date.parse(madeAt) + VALID_MS) / 1000);
  const body = Buffer.from(JSON.stringify({ team, period: of, what, until })).toString('base64url');
  return `${body}.${signature(key, body)}`;
}

/** @returns what it confirms; `expired`, or `unknown` when it was not signed with this key */
export function openConfirmToken(
  key: string,
  token: string,
  now: string,
): Confirmable | 'expired' | 'unknown' {
  const [body = '', signed = '', ...rest] = token.split('.');
  const wanted = Buffer.from(signature(key, body));
  const given = Buffer.from(signed);
  if (rest.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'unknown';
  const { until, ...confirmable } = payload.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return until * 1000 <= Date.parse(now) ? 'expired' : confirmable;
}

const signature = (key: string, body: string) =>
  createHmac('sha256', key)
    .update(PURPOSE + body)
    .digest('base64url');

/** The addresses in a digest, on the host that shows or sends it. */
export interface DigestLinks {
  /** The page of the digest. */
  readonly page: string;
  /** The page on which one click confirms something; `undefined` where nothing can be signed. */
  confirm(what: string): string | undefined;
  /** The page of what is named; without it names are words. */
  readonly of?: (place: Place, id: string) => string | undefined;
}

/** The links where there is no page and nothing can be confirmed. */
/** Where everybody can see it: names lead to their pages, and nothing is confirmed. */
export const pageLinks: DigestLinks = { page: '', confirm: () => undefined, of: pageAddress };

/** The name of something, which leads to its page where the digest has such links. */
export function titled({ of }: DigestLinks, place: Place, id: string, title: string): Part {
  const to = of?.(place, id);
  return to === undefined ? strong(title) : link(named(title), to);
}

export const noLinks: DigestLinks = { page: '', confirm: () => undefined };

/**
 * @param base what addresses begin with: `https://shipshape.example.com`, or nothing within our own pages
 * @param key that confirm links are signed with; without one there are none
 */
export function digestLinks(
  { audience, period, madeAt }: Pick<Digest, 'audience' | 'period' | 'madeAt'>,
  base: string,
  key: string | undefined,
): DigestLinks {
  const team = teamIn(audience);
  return {
    page: `${base}${digestAddress(audience, period)}`,
    confirm: (what) =>
      team === undefined || key === undefined
        ? undefined
        : `${base}${confirmAddress(confirmToken(key, { team, period, what }, madeAt))}`,
  };
}
