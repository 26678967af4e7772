/** What signing in answers: its pages, which no cache keeps, and ways elsewhere. */
import type { VNode } from 'preact';
import { timeZone } from '../../../events/fields.ts';
import { type HttpAnswer, type HttpEvent, page } from '../../kernel/http/answers.ts';
import { EVERYBODY, type Viewer } from '../../kernel/http/viewer.ts';
import { document } from '../look/document.tsx';
import { zoneIn } from '../resource/zone-cookie.ts';

/** With `GET`, whatever was asked; never kept. @param to a path of ours, or the provider's address */
export const redirect = (to: string, cookies: string[] = []): HttpAnswer => ({
  statusCode: 303,
  headers: { Location: to, 'Cache-Control': 'no-store' },
  body: '',
  ...(cookies.length > 0 && { cookies }),
});

interface Shown {
  readonly viewer?: Viewer;
  readonly status?: number;
  readonly cookies?: string[];
}

/** A page of one person, or whose address is a secret. */
export function ownPage(
  event: HttpEvent,
  view: VNode,
  { viewer = EVERYBODY, status = 200, cookies = [] }: Shown,
): HttpAnswer {
  const frame = {
    viewer,
    address: addressOf(event),
    zone: timeZone.safeParse(zoneIn(event)).data ?? 'UTC',
    now: new Date().toISOString(),
  };
  const { headers, ...rest } = page(document(view, frame), status);
  return {
    ...rest,
    headers: { ...headers, 'Cache-Control': 'no-store' },
    ...(cookies.length > 0 && { cookies }),
  };
}

/** Path and query, as they were asked for. */
export const addressOf = ({ rawQueryString, requestContext }: HttpEvent): string =>
  `${requestContext.http.path}${rawQueryString === '' ? '' : `?${rawQueryString}`}`;
