/** What is answered to who may not see an internal page: the way in, or why there is none. */
import { type HttpAnswer, type HttpEvent, page } from '../../kernel/http/answers.ts';
import type { Viewer } from '../../kernel/http/viewer.ts';
import { document } from '../look/layout.tsx';
import { redirect, secretly } from './redirect.ts';
import { signInAddress } from './return-path.ts';
import { wayIn } from './settings.ts';
import { NoWayInPage, StrangerPage } from './sign-in-pages.tsx';

export function closedTo(event: HttpEvent, viewer: Viewer): HttpAnswer {
  if (viewer.stranger !== undefined) return strangerAnswer(viewer.stranger, viewer.formToken);
  if (wayIn().by === 'nothing') return secretly(page(document(NoWayInPage()), 403));
  const { rawQueryString, requestContext } = event;
  return redirect(
    signInAddress(`${requestContext.http.path}${rawQueryString === '' ? '' : `?${rawQueryString}`}`),
  );
}

export const strangerAnswer = (
  because: string,
  formToken: string | undefined,
  cookies: string[] = [],
): HttpAnswer => secretly(page(document(StrangerPage({ because, formToken })), 403), cookies);
