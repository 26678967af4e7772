/** One spelling for versions and names of releases that differ in zeros only: 2026.09, 2026.9 and 2026.9.0 are one version. */

/**
 * The numbers of a version, for comparison: leading zeros and zeros at the end do not matter, so 2026.09 and 2026.9.0 are one.
 * Undefined for what is not made of numbers.
 */
export function versionNumbers(version: string): string | undefined {
  const [, plain] = /^v?(\d{1,10}(?:[.-]\d{1,10}){0,4})$/i.exec(version) ?? [];
  const numbers = plain?.split(/[.-]/).map((number) => number.replace(/^0+(?=\d)/, ''));
  while (numbers !== undefined && numbers.length > 1 && numbers.at(-1) === '0') numbers.pop();
  return numbers?.join('.');
}

const ENDING = /(?<![\d.])(?<!\p{L}v)v?(\d{1,10}(?:\.\d{1,10}){0,4})$/iu;

/** The numbers that a name ends in: `app-2026.9`, `app-v5.4.0`. */
export const numbersAtEnd = (name: string): string | undefined => ENDING.exec(name)?.[1];

/** A name with the numbers at its end spelled in one way: `app-2026.09`, `app-v2026.9` and `app-2026.9.0` become `app-2026.9`. */
export function spelledOnce(name: string): string {
  const found = ENDING.exec(name);
  const numbers = versionNumbers(found?.[1] ?? '');
  return found === null || numbers === undefined ? name : `${name.slice(0, found.index)}${numbers}`;
}
