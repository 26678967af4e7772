/**
 * Where requests may go: by https to a listed host at a public address. Where a port is listed with the host, the operator
 * means that very service: it may be on a private network, and may be spoken to by plain http.
 */
import { BlockList, isIP } from 'node:net';

export interface Destination {
  readonly url: URL;
  /** Whether it is listed with its port: its address need not be public then. */
  readonly mayBePrivate: boolean;
  /** The host, for people: an address can be a secret. */
  readonly name: string;
}

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|\[::1\]):\d{1,5}$/;

/**
 * @param allowed `hooks.slack.com`; with a port where it may be private, `chat.example.com:8065`; `http://127.0.0.1:8080`
 * @returns where an address leads, or why nothing is sent there, in words without the address
 */
export function destinationOf(
  address: string,
  allowed: readonly string[],
): Destination | { readonly because: string } {
  const url = URL.parse(address);
  if (url === null) return { because: 'its address is not a web address' };
  const name = url.host;
  if (url.username !== '' || url.password !== '')
    return { because: `its address has a name or password before ${name}, which is not allowed` };
  // `URL` makes 127.0.0.1 of 2130706433 and 0x7f.1, and puts names in lower case.
  if (allowed.some((entry) => LOOPBACK.test(entry) && entry === url.origin))
    return { url, mayBePrivate: true, name };
  const isSecure = url.protocol === 'https:';
  const withPort = `${url.hostname}:${url.port || (isSecure ? 443 : 80)}`;
  if ((isSecure || url.protocol === 'http:') && allowed.some((entry) => entry.toLowerCase() === withPort))
    return { url, mayBePrivate: true, name };
  if (!isSecure)
    return {
      because: `only https addresses are sent to, and ${name} is none: list ${withPort} in SHIPSHAPE_ALLOWED_HOSTS for plain http`,
    };
  if (allowed.some((entry) => entry.toLowerCase() === name)) return { url, mayBePrivate: false, name };
  return { because: `${name} is not a host that may be sent to: list it in SHIPSHAPE_ALLOWED_HOSTS` };
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry */
const PRIVATE_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // Not in the registry, but Azure answers with a machine's metadata there.
  ['168.63.129.16', 32],
] as const;

/** Only 2000::/3 of IPv6 is public; within it these are not, and some hold an IPv4 address. */
const PUBLIC_V6 = ['2000::', 3] as const;
const PRIVATE_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const privateV4 = new BlockList();
for (const [net, prefix] of PRIVATE_V4) privateV4.addSubnet(net, prefix, 'ipv4');
const publicV6 = new BlockList();
publicV6.addSubnet(...PUBLIC_V6, 'ipv6');
const privateV6 = new BlockList();
for (const [net, prefix] of PRIVATE_V6) privateV6.addSubnet(net, prefix, 'ipv6');

/** Never sent to, whoever lists a name that leads there: where machines answer with their credentials, and to nobody or many. */
const NEVER_V4 = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['168.63.129.16', 32],
  ['100.100.100.200', 32],
  ['224.0.0.0', 3],
] as const;
const NEVER_V6 = [
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
] as const;
const never = new BlockList();
for (const [net, prefix] of NEVER_V4) never.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of NEVER_V6) never.addSubnet(net, prefix, 'ipv6');

/** Whether an address may be a service on a private network, or on this machine. */
export function mayBeService(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !never.check(address, 'ipv4');
  if (version !== 6 || address.includes('%')) return false;
  // An IPv4 address within it is written as such.
  return address === '::1' || /^f[cd]/i.test(address)
    ? !never.check(address, 'ipv6')
    : isPublicAddress(address);
}

/** Whether an address is on the public internet; one with an IPv4 address within it (mapped, NAT64, 6to4) is not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !privateV4.check(address, 'ipv4');
  // Only link-local addresses have a zone (`fe80::1%eth0`).
  if (version !== 6 || address.includes('%')) return false;
  return publicV6.check(address, 'ipv6') && !privateV6.check(address, 'ipv6');
}
