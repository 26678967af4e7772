/** Where people go after signing in. */

/** Nobody is asked to sign in because they have just signed in. */
const NOT_BACK_TO = /^\/(sign-in|sign-out)(\/|$)/;
const MAX_LENGTH = 1000;

/**
 * A page of this host, whatever the address of the request says: a link to us never leads elsewhere.
 * @returns `/` for anything else
 */
export function returnPath(said: string | undefined): string {
  // Browsers read `/\` like `//`, and drop tabs and line ends.
  if (said === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(said) || said.length > MAX_LENGTH) return '/';
  const address = URL.parse(said, 'http://here.invalid');
  if (address === null || address.origin !== 'http://here.invalid') return '/';
  const path = `${address.pathname}${address.search}`;
  // Without its dots, a path can become `//elsewhere`.
  return path.startsWith('//') || NOT_BACK_TO.test(address.pathname) ? '/' : path;
}

export const signInAddress = (to: string): string => {
  const back = returnPath(to);
  return back === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(back)}`;
};
