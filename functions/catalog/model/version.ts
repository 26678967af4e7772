/** What the numbers of a version tell. */

/** Two to four numbers: `5.4`, `5.4.0`, `1.29.0.1`. */
export const VERSION = /^\d{1,10}(?:\.\d{1,10}){1,3}$/;

/** 1.29.0 is known as 1.29, and 1.0 stays 1.0. */
export function shortVersion(version: string): string {
  const numbers = version.split('.');
  while (numbers.length > 2 && numbers.at(-1) === '0') numbers.pop();
  return numbers.join('.');
}

/** The kind of a release that nobody has said the kind of; undefined for what is no version. */
export function kindOfVersion(version: string): 'major' | 'minor' | 'patch' | undefined {
  if (!VERSION.test(version)) return undefined;
  const [, second, third] = shortVersion(version).split('.');
  if (third !== undefined) return 'patch';
  return second === '0' ? 'major' : 'minor';
}
