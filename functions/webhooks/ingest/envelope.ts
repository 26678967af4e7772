/** The outside of a delivery: everything that is wrong with it before anybody looks who sent it. */

import type { HttpEvent } from '../../kernel/http/answers.ts';
import { RequestRefusedError } from '../../kernel/http/answers.ts';
import type { Delivery, Source } from '../sources/source.ts';

/** Looked at before the signature: a larger body costs nothing but its length. */
const MAX_BYTES = 1024 * 1024;

/** @throws {RequestRefusedError} */
export function deliveryIn(event: HttpEvent, source: Source): Delivery {
  const { headers } = event;
  mustBeReadable(headers['content-type'] ?? '', headers['content-encoding'] ?? '', source);
  return { headers, body: bytesOf(event) };
}

/** @throws {RequestRefusedError} */
function mustBeReadable(type: string, encoding: string, { mediaTypes }: Source): void {
  const [media = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((each) => each.startsWith('charset='))?.slice('charset='.length);
  if (!mediaTypes.includes(media))
    throw new RequestRefusedError(415, 'TYPE_UNSUPPORTED', `This source sends ${mediaTypes.join(' or ')}.`);
  if (charset !== undefined && charset.replaceAll('"', '') !== 'utf-8')
    throw new RequestRefusedError(415, 'CHARSET_UNSUPPORTED', 'The body must be UTF-8.');
  // Nothing is inflated: a small body could become a large one.
  if (encoding !== '' && encoding.toLowerCase() !== 'identity')
    throw new RequestRefusedError(
      415,
      'ENCODING_UNSUPPORTED',
      'The body must come as it is, without Content-Encoding.',
    );
}

/** @throws {RequestRefusedError} */
function bytesOf({ body: text = '', isBase64Encoded }: HttpEvent): Buffer {
  if (isBase64Encoded && !isBase64(text))
    throw new RequestRefusedError(400, 'BODY_UNREADABLE', 'The body is not what it says it is.');
  const body = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8');
  if (body.length <= MAX_BYTES) return body;
  throw new RequestRefusedError(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MB.');
}

const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
