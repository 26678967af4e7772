/** The addresses that a digest names, on the host that shows or sends it. */

import { teamIn } from '../../catalog/model/team.ts';
import { confirmAddress, digestAddress } from '../../kernel/model/addresses.ts';
import { confirmToken } from './confirm-link.ts';
import type { DigestLinks } from './links.ts';
import type { Digest } from './model.ts';

/**
 * @param base what addresses begin with: `https://shipshape.example.com`, or nothing within our own pages
 * @param key that confirm links are signed with; without one there are none
 */
export function digestLinks(
  { audience, period, madeAt }: Pick<Digest, 'audience' | 'period' | 'madeAt'>,
  base: string,
  key: string | undefined,
): DigestLinks {
  const team = teamIn(audience);
  return {
    page: `${base}${digestAddress(audience, period)}`,
    confirm: (what) =>
      team === undefined || key === undefined
        ? undefined
        : `${base}${confirmAddress(confirmToken(key, { team, period, what }, madeAt))}`,
  };
}
