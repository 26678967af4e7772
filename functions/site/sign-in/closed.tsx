/** What is answered to who may not see an internal page: the way in, or why there is none. */
import type { HttpAnswer, HttpEvent } from '../../kernel/http/answers.ts';
import type { Viewer } from '../../kernel/http/viewer.ts';
import { addressOf, ownPage, redirect } from './answers.ts';
import { signInAddress } from './return-path.ts';
import { wayIn } from './settings.ts';
import { NoWayInPage, StrangerPage } from './sign-in-pages.tsx';

export function closedTo(event: HttpEvent, viewer: Viewer): HttpAnswer {
  const { stranger } = viewer;
  if (stranger !== undefined)
    return ownPage(event, StrangerPage({ because: stranger }), { viewer, status: 403 });
  if (wayIn().by === 'nothing') return ownPage(event, NoWayInPage(), { viewer, status: 403 });
  return redirect(signInAddress(addressOf(event)));
}
