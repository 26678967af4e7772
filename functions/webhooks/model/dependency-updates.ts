/** Dependency updates of bots: no feature work, whatever type their titles have. */
import type { Merged } from './normalized-event.ts';
import { folded } from './ownership.ts';

/** The services that update dependencies, by the names of their accounts and of their branches. */
const UPDATERS = [
  'renovate',
  'dependabot',
  'depfu',
  'greenkeeper',
  'mend',
  'pyup',
  'scala-steward',
  'snyk',
  'whitesource',
  'updatecli',
] as const;

const SCOPES: ReadonlySet<string> = new Set(['deps', 'deps-dev', 'dev-deps', 'dependencies', 'dependency']);
const LABELS: ReadonlySet<string> = new Set(['dependencies', 'deps', 'dependency']);

/** @param scope of its title */
export function isDependencyUpdate({ author, from, labels }: Merged, scope: string | undefined): boolean {
  const name = author?.name.toLowerCase() ?? '';
  const isBot = author?.isBot === true || /\[bot\]$|[-_]bot$/.test(name);
  if (UPDATERS.some((updater) => isOf(updater, name))) return isBot || isBranchOf(from);
  // Where the author is not told, as by GitLab, the branch tells.
  if (author === undefined && isBranchOf(from)) return true;
  if (!isBot) return false;
  return (
    isBranchOf(from) || SCOPES.has(folded(scope ?? '')) || labels.some((label) => LABELS.has(folded(label)))
  );
}

/** `renovate[bot]`, and the accounts of one's own: `acme-renovate`. */
const isOf = (updater: string, name: string) =>
  name
    .replace(/\[bot\]$/, '')
    .split(/[-_]/)
    .join('-')
    .match(new RegExp(`(?:^|-)${updater}(?:-|$)`)) !== null;

const isBranchOf = (branch: string | undefined) =>
  branch !== undefined && UPDATERS.some((updater) => branch.toLowerCase().startsWith(`${updater}/`));
