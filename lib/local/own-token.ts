/** Whether a request to an address of the host itself holds the token of this Shipshape. */
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** @param authorization the header as it came */
export const holdsToken = (authorization = '', token: string): boolean =>
  token !== '' && timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
