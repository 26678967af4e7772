/** A release that nobody planned, on a train with a schedule: why it waits, and what plans it. */
import type { ReleaseState } from './release.ts';

const text = (value: string) => JSON.stringify(value);

/** The lines are of `releases.yml`. Every JSON string is a string in YAML too, also where it looks like a number. */
export function whyUnscheduled(
  train: string,
  { release, version, kind = 'minor', formerNames }: ReleaseState,
): { readonly because: string; readonly solution: string } {
  const called = version === undefined ? '' : ` ${version}`;
  const said = formerNames.length === 0 ? 'A tag or a release' : 'A tag or a release, under an earlier name,';
  return {
    because: `${said} tells of${called}, and the train ${train} has a schedule in which nobody planned it. Nobody is judged by it.`,
    solution: [
      `${text(release)}:`,
      `  { train: ${text(train)}, kind: ${kind}${version === undefined ? '' : `, releaseVersion: ${text(version)}`} }`,
    ].join('\n'),
  };
}
