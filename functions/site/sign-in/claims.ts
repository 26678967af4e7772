/** The person of the catalog that a provider's claims are of: by account, or by an e-mail address that it verified. */
import type { Known } from '../../catalog/model/import/known.ts';
import type { Claims } from './provider.ts';
import type { Whose } from './session.ts';

/**
 * Never by id: a claim is what a provider's user may have chosen.
 * @param account made of claims: `oidc:{sub}`
 */
export function personIn(claims: Claims, account: string, people: Known['people']): Whose {
  const wanted = accountIn(claims, account);
  const email = typeof claims.email === 'string' ? claims.email : undefined;
  const isVerified = claims.email_verified === true || claims.email_verified === 'true';
  const present = [...people].filter(([, { isGone }]) => !isGone);
  const byAccount = present.filter(
    ([, { record }]) => wanted !== undefined && record.accounts?.includes(wanted),
  );
  const byEmail = present.filter(
    ([, { record }]) => isVerified && email !== undefined && isSameAddress(record.email, email),
  );
  const [found, ...others] = byAccount.length > 0 ? byAccount : byEmail;
  if (found !== undefined && others.length === 0) return { person: found[0] };
  const called = [email, wanted].filter((each) => each !== undefined).join(', or ');
  const why = email === undefined || isVerified ? '' : ' (the provider has not verified this address)';
  return { stranger: `${called}${why}` };
}

const isSameAddress = (ours: string | null | undefined, theirs: string): boolean =>
  typeof ours === 'string' && ours.normalize('NFC').toLowerCase() === theirs.normalize('NFC').toLowerCase();

/** Undefined where a claim is missing. */
function accountIn(claims: Claims, account: string): string | undefined {
  let isWhole = true;
  const made = account.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (typeof claim === 'string' && claim !== '') return claim;
    isWhole = false;
    return '';
  });
  return isWhole ? made : undefined;
}
