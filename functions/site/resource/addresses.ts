/** Which address shows what: each capability has a table of its own, and the site puts them together. */
import type { HttpAnswer, HttpEvent } from '../../kernel/http/answers.ts';
import type { RouteKey } from '../../kernel/http/http.ts';
import type { Request, Resource } from './resource.ts';

/**
 * Resources by the address of their page. The module of each is loaded with its first request, because one instance serves
 * few of the addresses. The JSON of each is below {@link API}; one whose address is there itself has no page.
 */
export type Resources = Readonly<Record<`/${string}`, () => Promise<Resource>>>;

export const API = '/api/v1';

/** Whether an address is for programs alone. */
export const isData = (address: string): boolean => address.startsWith(`${API}/`);

/** Where the JSON of a page is: `/api/v1/features/{feature}`. */
export const dataAddress = (page: string): string =>
  isData(page) ? page : page === '/' ? `${API}/overview` : `${API}${page}`;

/** A request that is answered with something else than a resource: a form that is sent, a feed, a badge. */
export interface RawRequest extends Request {
  readonly event: HttpEvent;
}

export type RawAnswer = (request: RawRequest) => Promise<HttpAnswer>;

/** Answers that are no resource, by route. */
export type RawAnswers = Readonly<Record<RouteKey, () => Promise<RawAnswer>>>;
