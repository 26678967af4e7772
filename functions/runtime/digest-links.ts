/** The addresses that a digest names, on the host that shows or sends it. */
import { confirmAddress, digestAddress } from '../domain/addresses.ts';
import type { Digest, DigestLinks } from '../domain/digest/model.ts';
import { confirmToken } from './confirm-link.ts';

/**
 * @param base what addresses begin with: `https://shipshape.example.com`, or nothing within our own pages
 * @param key that confirm links are signed with; without one there are none
 */
export function digestLinks(
  { audience, period, madeAt }: Pick<Digest, 'audience' | 'period' | 'madeAt'>,
  base: string,
  key: string | undefined,
): DigestLinks {
  const team = audience.startsWith('team:') ? audience.slice('team:'.length) : undefined;
  return {
    page: `${base}${digestAddress(audience, period)}`,
    confirm: (what) =>
      team === undefined || key === undefined
        ? undefined
        : `${base}${confirmAddress(confirmToken(key, { team, period, what }, madeAt))}`,
  };
}
