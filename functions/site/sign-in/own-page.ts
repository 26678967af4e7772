/** Whether a form was sent by a page of ours. */
import { optional, PUBLIC_URL } from '../../kernel/environment.ts';
import { type HttpEvent, RequestRefusedError } from '../../kernel/http/answers.ts';

/**
 * The browser says where a request begins; pages cannot make it say anything else. Browsers without that say of a form which
 * origin it is from. What says neither is no form of a browser.
 * @throws {RequestRefusedError} before anything of the form is read
 */
export function mustBeOwnPage({ headers }: HttpEvent): void {
  const site = headers['sec-fetch-site'];
  // `none` is somebody who repeats their own request: no page can.
  const isOwn =
    site === undefined ? isOwnOrigin(headers.origin, headers.host) : /^(same-origin|none)$/.test(site);
  if (isOwn) return;
  throw new RequestRefusedError(
    403,
    'FORM_FOREIGN',
    'This form was not sent by a page of this Shipshape, so nothing was done. Open the page here and send it again.',
  );
}

function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  const from = origin === undefined ? null : URL.parse(origin);
  if (from === null) return false;
  const published = optional(PUBLIC_URL);
  return from.host === host || (published !== undefined && from.origin === URL.parse(published)?.origin);
}
