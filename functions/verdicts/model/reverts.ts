/** Reverts within a window: which changes they take back, and which of them are themselves taken back. */
import type { Fact } from '../../../events/catalogue.ts';
import { ofType } from '../../kernel/model/facts.ts';

type Reverted = Extract<Fact, { type: 'ChangeReverted' }>['detail'];
type Merged = Extract<Fact, { type: 'ChangeMerged' }>['detail'];
type Named = Reverted['reverts'];

/** What can be named: a change or a revert, by where it was merged. */
type Nameable = Pick<Merged, 'source' | 'url' | 'title' | 'commit' | 'release' | 'occurredAt'>;

/** The number at the end of an address. */
const NUMBERED = /^(.*\/)(\d+)$/;

/** Of one repository the number is enough: its name in addresses changes when it is renamed. */
function isSameAddress(one: string, other: string, own: string): boolean {
  if (one === other) return true;
  const [, place, number] = NUMBERED.exec(one) ?? [];
  return number !== undefined && place === NUMBERED.exec(own)?.[1] && NUMBERED.exec(other)?.[2] === number;
}

function isMeant({ url, commit, title }: Named, by: Reverted | Merged, other: Nameable): boolean {
  if (by.source !== other.source || other.occurredAt > by.occurredAt) return false;
  // What happens on the branch of a release and elsewhere is apart.
  if ((by.release == null) !== (other.release == null)) return false;
  if (url != null) return isSameAddress(url, other.url, by.url);
  if (commit != null && other.commit != null)
    return commit.startsWith(other.commit) || other.commit.startsWith(commit);
  return title != null && title === other.title;
}

export interface Reverts {
  /** The reverts of a change in this window, in order, and whether each still holds. */
  readonly of: (change: Merged) => readonly { readonly revert: Reverted; readonly holds: boolean }[];
  /** Those that hold and take back nothing of this window. */
  readonly others: readonly Reverted[];
  /** The revert of this window that a change gives back what was taken by. */
  readonly givenBackBy: (change: Merged) => Reverted | undefined;
}

/**
 * @param facts in order: the changes of a window, and the reverts that were merged within it
 * @param changes those of the window
 */
export function revertsAmong(facts: readonly Fact[], changes: readonly Merged[]): Reverts {
  const reverts = [
    ...new Map(ofType(facts, 'ChangeReverted').map(({ detail }) => [detail.id, detail])).values(),
  ];
  const held = new Set<Reverted>();
  /** What each of those that hold takes back; nothing where that is not of this window. */
  const targets = new Map<Reverted, readonly (Reverted | Merged)[]>();
  // A revert is only taken back by a later one: the last ones are certain first.
  for (const revert of reverts.toReversed()) {
    const isTakenBack = [...held].some((later) => targets.get(later)?.includes(revert));
    const earlier = reverts.slice(0, reverts.indexOf(revert));
    targets.set(revert, targetsOf(revert, earlier, changes));
    if (!isTakenBack) held.add(revert);
  }
  return {
    of: (change) =>
      reverts
        .filter((revert) => targets.get(revert)?.includes(change))
        .map((revert) => ({ revert, holds: held.has(revert) })),
    others: [...held].filter((revert) => targets.get(revert)?.length === 0),
    givenBackBy: (change) => {
      const { reapplies } = change;
      return reapplies == null
        ? undefined
        : reverts.find((revert) => isMeant(reapplies, change, { ...revert, commit: undefined }));
    },
  };
}

/** All facts of the change that is meant, one for each project; of several changes with one title the latest is. */
function targetsOf(by: Reverted, reverts: readonly Reverted[], changes: readonly Merged[]) {
  const meant = [
    ...reverts.filter((each) => isMeant(by.reverts, by, { ...each, commit: undefined })),
    ...changes.filter((each) => isMeant(by.reverts, by, each) && each.url !== by.url),
  ];
  const last = meant.toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1)).at(-1);
  return meant.filter(({ url }) => url === last?.url);
}

/** Of changes before a window, the one that a revert takes back. */
export const takenBackOf = (by: Reverted, changes: readonly Merged[]): Merged | undefined =>
  changes.findLast((each) => isMeant(by.reverts, by, each) && each.url !== by.url);
