/**
 * Who may speak with this host: nobody under a name of someone else, and no page of another site. A browser that opens
 * such a page would otherwise ask in its place, from within the network that should keep others out.
 */
import { hostname } from 'node:os';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

export interface Names {
  /** Whether a request with this `Host` is for us. */
  isOurs(host: string | undefined): boolean;
  /** Whether a request with this `Origin` comes from a page of ours. @param host that the request was for */
  isOurPage(origin: string, host: string | undefined): boolean;
}

/**
 * @param listensOn address or name, as `--host` has it
 * @param publicUrl where people find the pages, when a proxy in front says so
 */
export function namesOf(listensOn: string, publicUrl: string | undefined): Names {
  const ours = new Set([...LOOPBACK, bracketed(listensOn)]);
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  if (publicUrl !== undefined) ours.add(new URL(publicUrl).hostname);
  const isOpen = !LOOPBACK.has(bracketed(listensOn));
  if (isOpen) ours.add(hostname().toLowerCase());
  return {
    isOurs(host = 'localhost') {
      const name = /^(.+?)(:\d+)?$/.exec(host.toLowerCase())?.[1] ?? '';
      // Who asks for a number cannot have been led here by a name that is not ours.
      return ours.has(name) || (isOpen && isAddress(name));
    },
    isOurPage: (origin, host = 'localhost') =>
      origin === publicOrigin || origin.toLowerCase() === `http://${host.toLowerCase()}`,
  };
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host).toLowerCase();

const isAddress = (name: string): boolean => /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/.test(name);
