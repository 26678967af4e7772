/**
 * Who may say what about a star: asked before `star` or a comment on GitHub becomes a fact. Facts that are sent directly are not
 * checked, and a statement stays valid when its author leaves the team. No answer depends on a grade.
 */
import { nearest } from '../../../events/nearest.ts';
import type { FeatureState } from '../../catalog/model/feature.ts';
import type { Actor } from '../../catalog/model/speakers.ts';
import type { GradeReport } from './report.ts';
import { type Category, type Rubric, SIDES } from './rubric.ts';
import { dayOf } from './star.ts';
import type { SaidWord, Side } from './statements.ts';

/** What the answer depends on; the state of a feature has all of it. */
export type StarredFeature = Pick<FeatureState, 'renamedTo'> &
  Pick<GradeReport, 'feature' | 'registered' | 'team' | 'authors' | 'retiredAt'>;

export interface Speech {
  /** @default the side that they can speak for, the team first */
  readonly side?: Side | undefined;
  /** @default granted */
  readonly word?: SaidWord | undefined;
}

export type Permission =
  | { readonly may: true; readonly side: Side }
  /** Why not, and what to do. */
  | { readonly may: false; readonly because: string };

const no = (because: string): Permission => ({ may: false, because });

export function mayGrant(
  actor: Actor,
  category: string,
  feature: StarredFeature,
  rubric: Rubric | undefined,
  { side, word = 'granted' }: Speech = {},
): Permission {
  const gone = goneBecause(feature);
  if (gone !== undefined) return no(gone);
  if (rubric === undefined)
    return no('there is no rubric yet, so there are no stars to give: publish one first');
  const found = rubric.categories.find((one) => one.category === category);
  if (found === undefined) return no(unknownBecause(category, rubric));
  if (found.policy === 'check' && word === 'granted') {
    return no(
      `a rule gives the star of ${found.title}, so nobody can grant it: record the facts that it goes by, or have team ${found.team} say that the category does not apply to the feature`,
    );
  }
  return speaking(actor, found, feature, side);
}

/** Why nothing can be said about the stars of a feature: it is renamed, not registered, or retired. */
function goneBecause({ feature, registered, retiredAt, renamedTo }: StarredFeature): string | undefined {
  if (renamedTo !== undefined) return `${feature} is called ${renamedTo} now: say it of ${renamedTo}`;
  if (!registered) return `nobody has registered a feature ${feature}: register it first`;
  if (retiredAt === undefined) return undefined;
  return `${feature} was retired on ${dayOf(retiredAt)}, nothing is expected of it any more: register it again if it is back`;
}

function unknownBecause(category: string, { version, categories }: Rubric): string {
  const names = categories.map((one) => one.category);
  const meant = nearest(category, names);
  const hint = meant === undefined ? `, it has ${names.join(', ')}` : ` (did you mean ${meant}?)`;
  return `version ${version} of the rubric has no category ${category}${hint}`;
}

function speaking(
  actor: Actor,
  category: Category,
  feature: StarredFeature,
  side: Side | undefined,
): Permission {
  const listened = SIDES[category.policy];
  if (side !== undefined && !listened.includes(side)) return no(wrongSideBecause(category, side));
  const asked = side === undefined ? listened : [side];
  const spoken = asked.find((one) => speaksFor(one, actor, category, feature));
  if (spoken !== undefined) return { may: true, side: spoken };
  return no(asked.map((one) => strangerBecause(one, actor, category, feature)).join('; '));
}

function wrongSideBecause({ title, team, policy }: Category, side: Side): string {
  if (policy === 'check') return `only team ${team} may say that ${title} does not apply, not the author`;
  return side === 'author'
    ? `team ${team} alone decides on the star of ${title}, the author has no say in it: ask someone in team ${team}`
    : `the author of the feature alone decides on the star of ${title}, team ${team} has no say in it: ask the author`;
}

/** Where a feature names no authors, the members of its own team are its authors. */
const authorsOf = ({ authors, team }: StarredFeature): readonly string[] =>
  authors !== undefined && authors.length > 0 ? authors : team === undefined ? [] : [`team:${team}`];

function speaksFor(side: Side, { names, teams }: Actor, { team }: Category, feature: StarredFeature) {
  if (side === 'team') return teams.includes(team);
  const references = [...names, ...teams.map((one) => `team:${one}`)];
  return authorsOf(feature).some((author) => references.includes(author));
}

function strangerBecause(side: Side, actor: Actor, category: Category, feature: StarredFeature): string {
  const { title, team } = category;
  const { names, teams } = actor;
  const who = names[0] ?? 'someone unknown';
  if (side === 'team') {
    const theirs = teams.length === 0 ? 'no team' : teams.map((one) => `team ${one}`).join(' and ');
    return `team ${team} decides on the star of ${title}, and ${who} is in ${theirs}: ask someone in team ${team}`;
  }
  const authors = authorsOf(feature);
  const named = authors.length === 0 ? 'nobody is named as one' : `these are: ${authors.join(', ')}`;
  return `the author decides on the star of ${title}, and ${who} is not an author of ${feature.feature} (${named}): ask an author, or have ${who} named as one`;
}
