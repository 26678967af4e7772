/** Forms that a browser sends: their fields, and where they lead back to. */
import { type HttpEvent, RequestRefusedError } from '../../kernel/http/answers.ts';

const MAX_BYTES = 64 * 1024;

/** The fields of a form. @throws {RequestRefusedError} when the body is no form, or too large */
export function fieldsOf({ headers, body = '', isBase64Encoded }: HttpEvent): URLSearchParams {
  const type = headers['content-type'] ?? '';
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(type) || bytes.length > MAX_BYTES)
    throw new RequestRefusedError(
      400,
      'FORM_UNREADABLE',
      'This is not the form of that page. Go back and send it again.',
    );
  return new URLSearchParams(bytes.toString('utf8'));
}

/** A path of this host, or the first page: what a request names is never an address elsewhere. */
export function localPath(wanted: string | null | undefined): string {
  const text = wanted ?? '';
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : '/';
}
