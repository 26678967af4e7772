/** The frame of the page that is being rendered: who reads it, where, and in which time zone. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { EVERYBODY } from '../../kernel/http/viewer.ts';
import type { Frame } from '../resource/asked.ts';

/** That of a page that is rendered without a request. */
const UNFRAMED: Frame = { viewer: EVERYBODY, address: '/', zone: 'UTC', now: '' };

export const Framed = createContext<Frame>(UNFRAMED);

/** To be called while a page is rendered. */
export const useFrame = (): Frame => useContext(Framed);

/**
 * The address of this page with some of its query changed.
 * @param changes `undefined` takes a parameter away
 */
export function withQuery(address: string, changes: Readonly<Record<string, string | undefined>>): string {
  const [path = '/', query = ''] = address.split('?', 2);
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  const rest = parameters.toString();
  return rest === '' ? path : `${path}?${rest}`;
}
