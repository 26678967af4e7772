/** Where we may send: https to a host that is listed, and http to a port of this machine that is listed in full. */

/** An address that is listed. */
export interface Destination {
  readonly url: URL;
  /** Of this machine: its address is not one of the public internet, and need not be. */
  readonly isLoopback: boolean;
  /** How people are told of it: an address can be a secret, its host is none. */
  readonly name: string;
}

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|\[::1\]):\d{1,5}$/;

/**
 * Reads an address.
 * @param allowed `hooks.slack.com`, `chat.example.com:8443`, or in full `http://127.0.0.1:8080`
 * @returns where it leads, or why nothing is sent there, in words without the address
 */
export function destinationOf(
  address: string,
  allowed: readonly string[],
): Destination | { readonly because: string } {
  const url = URL.parse(address);
  if (url === null) return { because: 'its address is not a web address' };
  const name = url.host;
  if (url.username !== '' || url.password !== '')
    return { because: `its address has a name or password before ${name}, which may not be` };
  // As URLs are read, 2130706433 and 0x7f.1 are 127.0.0.1 by now, and names are in lower case.
  if (allowed.some((entry) => LOOPBACK.test(entry) && entry === url.origin))
    return { url, isLoopback: true, name };
  if (url.protocol !== 'https:') return { because: `only https addresses are sent to, ${name} is none` };
  if (allowed.some((entry) => entry.toLowerCase() === name)) return { url, isLoopback: false, name };
  return { because: `${name} is not a host that may be sent to: list it in SHIPSHAPE_ALLOWED_HOSTS` };
}
