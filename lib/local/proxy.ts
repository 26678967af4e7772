/**
 * A proxy in front of the host. What it says of a request (`X-Forwarded-…`) counts only where the request comes from an address
 * that the operator names, because anybody can send these headers.
 */
import { BlockList, isIP } from 'node:net';
import { SettingUnusableError } from '../settings.ts';

/** The addresses of proxies, separated by commas: `127.0.0.1`, `10.0.0.0/8`. */
export const TRUST_PROXY = 'SHIPSHAPE_TRUST_PROXY';

type Headers = Readonly<Record<string, string>>;

/** A request as the proxy received it. */
export type SeenThrough = (headers: Headers, remoteAddress: string) => { headers: Headers; sourceIp: string };

/** @throws {SettingUnusableError} when one of them is no address and no range */
export function proxies(said: string | undefined): SeenThrough {
  const entries = (said ?? '').split(',').flatMap((entry) => entry.trim() || []);
  const trusted = new BlockList();
  for (const entry of entries) add(trusted, entry);
  return (headers, remoteAddress) => {
    const from = unmapped(remoteAddress);
    const { 'x-forwarded-host': host, 'x-forwarded-for': hops, ...rest } = headers;
    if (!isIn(trusted, from)) return { headers: rest, sourceIp: from };
    // Each proxy adds the address that it was asked from at the end; what comes before that anybody may have written.
    const last = hops?.split(',').at(-1)?.trim() ?? '';
    const shown = host === undefined ? rest : { ...rest, host: host.split(',').at(-1)?.trim() ?? '' };
    return { headers: shown, sourceIp: isIP(last) === 0 ? from : last };
  };
}

function add(list: BlockList, entry: string): void {
  const [net = '', bits] = entry.split('/');
  const version = isIP(net);
  const longest = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? longest : Number(bits);
  // A range of everybody is a slip: then anybody says who they are.
  if (version === 0 || !Number.isInteger(prefix) || prefix < 1 || prefix > longest)
    throw new SettingUnusableError(
      `${TRUST_PROXY}: ${entry} is no address of a proxy. Write addresses or ranges like 127.0.0.1,10.0.0.0/8.`,
    );
  list.addSubnet(net, prefix, version === 4 ? 'ipv4' : 'ipv6');
}

/** A socket for both versions gives an IPv4 address as `::ffff:127.0.0.1`. */
const unmapped = (address: string): string => /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1] ?? address;

function isIn(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
