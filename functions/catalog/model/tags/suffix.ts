/** What follows a version in a tag: nothing that matters, a prerelease, or a build or patch of it. */

export type Suffix = 'final' | 'prerelease' | 'build';

/** `2.0.0.Final`, `5.3.1.RELEASE`: the release itself. */
const FINAL = /^[-.]?(?:final|ga|release)$/i;
/** `+build.5`, `-20250919`, `-1`, `-hotfix.1`, `.post1`: of a release that is there already. */
const BUILD = /^(?:\+|[-.]?(?:hotfix|patch|post|build|p|sp|r)[-.]?\d*(?:$|[-.+])|[-.]\d+(?:$|[.+]))/i;

export function suffixMeans(suffix: string): Suffix {
  if (suffix === '' || FINAL.test(suffix)) return 'final';
  return BUILD.test(suffix) ? 'build' : 'prerelease';
}
