/** A failure as its reader expects it. Hosts use it, too, for addresses that belong to no function. */
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

/** A browser gets a page; programs, and everybody below `/api`, get a problem in JSON. */
export function failureAnswer(
  failure: Failure,
  { path, accept }: { readonly path: string; readonly accept: string | undefined },
): HttpAnswer {
  const isData = path === '/api' || path.startsWith('/api/');
  if (isData || !acceptsPages(accept)) return problem(failure);
  const { status, message } = failure;
  const { headers, ...rest } = page(document(FailurePage({ status, message })), status);
  return { ...rest, headers: { ...headers, 'Content-Security-Policy': PAGE_POLICY } };
}
