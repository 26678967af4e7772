/**
 * Addresses of the pages. An id may hold any character, and hosts disagree on decoding: an API Gateway HTTP API decodes
 * the path before it looks for the route, so `%2F` finds none and `%3F` ends the path; other hosts leave it encoded.
 * Therefore the bytes of an id that need it are written `~2F` instead of `%2F`, which every host passes on as it is.
 */

function segment(id: string): string {
  const encoded = encodeURIComponent(id.toWellFormed()).replaceAll('~', '%7E').replaceAll('%', '~');
  // `.` and `..` are steps in a path, not names.
  return /^\.{1,2}$/.test(id) ? encoded.replaceAll('.', '~2E') : encoded;
}

/**
 * The id that a path segment stands for, in this spelling or in plain percent-encoding, decoded once.
 * @returns `undefined` when it is not the encoding of any id.
 */
export function idOf(encoded: string | undefined): string | undefined {
  try {
    return decodeURIComponent((encoded ?? '%').replaceAll(/~(?=[0-9A-F]{2})/g, '%')).normalize('NFC');
  } catch {
    return undefined;
  }
}

export const releaseAddress = (release: string) => `/releases/${segment(release)}`;

export const releaseDataAddress = (release: string) => `/api/releases/${segment(release)}`;
