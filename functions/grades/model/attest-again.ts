/** A new version of the rubric can ask for stars that were given before it. */
import type { Rubric } from './rubric.ts';
import type { Statement } from './statements.ts';

/**
 * The version, among those that came after a star was granted, that asks for it again. It was granted under the version
 * that whoever granted it had before their eyes, also when a newer one had just come. The same version, published
 * again, asks nothing of who granted it under that version.
 * @param versions those that held up to now, in order
 */
export function askedAgainBy(
  statement: Statement,
  category: string,
  versions: readonly Rubric[],
): string | undefined {
  if (statement.word !== 'granted') return undefined;
  const later = versions.slice(versionIndex(statement, versions) + 1);
  return later.find(
    ({ version, categories }) =>
      version !== statement.rubricVersion &&
      categories.some((one) => one.category === category && one.attestAgain),
  )?.version;
}

/** The version that a statement was made under: the one it names, or where nobody had published that, the one that held. */
function versionIndex({ rubricVersion, at }: Statement, versions: readonly Rubric[]): number {
  const named = versions.findLastIndex(({ version, from }) => version === rubricVersion && from <= at);
  return named !== -1 ? named : versions.findLastIndex(({ from }) => from <= at);
}
