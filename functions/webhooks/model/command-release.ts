/** Which release a command is about. */
import { nearest } from '../../../events/nearest.ts';
import type { Command } from './command.ts';
import { releaseCalled, releaseOf, versionOfMilestone } from './releases.ts';
import { quoted } from './words.ts';

type Found = { readonly release: string } | { readonly because: string };

/** The release that a word names: by its id, or by its version where the source is on a train. */
export function releaseNamed(word: string, { context }: Command): string | undefined {
  const { releases, record } = context;
  if (releases?.has(word)) return word;
  const called = record === undefined ? undefined : releaseCalled(word, record)?.release;
  return called === undefined || releases === undefined || releases.has(called) ? called : undefined;
}

/** The release of the milestone of the issue or change. */
export function releaseOfMilestone({ commanded, context }: Command): Found {
  const { milestone } = commanded;
  const { train, releases } = context.record ?? {};
  if (milestone === undefined) return { because: 'this has no milestone that would say which release' };
  const version = versionOfMilestone(milestone, releases);
  if (version === undefined) return { because: `the milestone ${quoted(milestone)} is no release` };
  if (train == null)
    return { because: `${context.place} is on no train, so its milestones say nothing of a release` };
  return { release: releaseOf(version, train, releases).release };
}

/** @param word as it was given; the milestone's release where it was not */
export function releaseFor(word: string | undefined, command: Command): Found {
  if (word === undefined) return releaseOfMilestone(command);
  const release = releaseNamed(word, command);
  if (release !== undefined) return { release };
  const meant = nearest(word, [...(command.context.releases ?? [])]);
  const hint = meant === undefined ? '' : `, did you mean ${meant}?`;
  return { because: `there is no release ${quoted(word)}${hint}` };
}
