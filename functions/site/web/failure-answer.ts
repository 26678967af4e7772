/** A failure as its reader expects it. Hosts use it, too, for addresses that belong to no function. */

import { nearest } from '../../../events/nearest.ts';
import {
  acceptsPages,
  type Failure,
  type HttpAnswer,
  PAGE_POLICY,
  page,
  problem,
} from '../../kernel/http/answers.ts';
import { document } from '../look/document.tsx';
import { FailurePage } from '../pages/failure-page.tsx';
import { RESOURCES } from './addresses.ts';

/** The pages that have one address, and that everybody may read. */
const PLACES = Object.keys(RESOURCES).filter((path) => !/[{]|^\/internal\b/.test(path));

/** A browser gets a page; programs, and everybody below `/api`, get a problem in JSON. */
export function failureAnswer(
  failure: Failure,
  { path, accept }: { readonly path: string; readonly accept: string | undefined },
): HttpAnswer {
  const isData = path === '/api' || path.startsWith('/api/');
  if (isData || !acceptsPages(accept)) return problem(failure);
  const { status, code, message } = failure;
  const meant = code === 'ADDRESS_UNKNOWN' ? nearest(path, PLACES) : undefined;
  const { headers, ...rest } = page(document(FailurePage({ status, message, meant })), status);
  return { ...rest, headers: { ...headers, 'Content-Security-Policy': PAGE_POLICY } };
}
