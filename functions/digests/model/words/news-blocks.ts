/** Sections of a digest about what happened: corrections, what shipped, and what became of features and their grades. */
import type { StarWord } from '../../../../events/announcements/feature.ts';
import { between, ended, type Line, line, link, listed, strong } from '../../../outline/line.ts';
import { type Block, blockOf } from '../../../outline/shape.ts';
import { isFlagged } from '../../../verdicts/model/verdict.ts';
import { type DigestLinks, titled } from '../confirm-link.ts';
import type {
  ChangedFeature,
  ChangedGrade,
  Digest,
  SectionName,
  ShippedProject,
  SilentProject,
} from '../model.ts';
import { inARow } from './headlines.ts';
import { periodInWords } from './period-words.ts';

/** Things that are named in one line. */
const MAX_NAMED = 3;

/**
 * ` (search)`: whose it is, where the digest is not that team's alone.
 * @param names of what it is said of: where one of them is the team's id, the line says it already
 */
export const ofTeam = ({ audience }: Digest, team: string, ...names: string[]): Line | undefined =>
  audience === `team:${team}` || names.includes(team) ? undefined : line` (${team})`;

export const correctionsBlock = ({ corrections }: Digest): Block<SectionName> =>
  blockOf(
    'corrections',
    'Corrections of earlier digests',
    corrections,
    ({ period, title, text }) => line`${strong(title)}, in ${periodInWords(period)}: ${ended(text)}`,
  );

export function silentBlock(digest: Digest, links: DigestLinks): Block<SectionName> {
  const { items } = digest.silent;
  const heading =
    items.some(({ verdict }) => isFlagged(verdict)) || items.length === 0
      ? 'Shipped nothing'
      : 'Did not have to ship';
  return blockOf('silent', heading, digest.silent, (item) => silentLine(digest, item, links));
}

const projectOf = (
  digest: Digest,
  { title, team, project }: SilentProject | ShippedProject,
  links: DigestLinks,
): Line => line`${titled(links, 'project', project, title)}${ofTeam(digest, team, project, title)}`;

function silentLine(digest: Digest, item: SilentProject, links: DigestLinks): Line {
  const who = projectOf(digest, item, links);
  if (!isFlagged(item.verdict))
    return line`${who} did not have to ship in ${item.release}: ${ended(item.because)}`;
  return line`${who} in ${item.release}${inARow(item.streak)}: ${ended(item.because)}`;
}

export const shippedBlock = (digest: Digest, links: DigestLinks): Block<SectionName> =>
  blockOf('shipped', 'Shipped', digest.shipped, (item) => {
    const how = item.verdict === 'shipped-off' ? ', behind a feature flag' : ', on by default';
    return line`${projectOf(digest, item, links)} in ${item.release}${how}${whatShipped(item)}.`;
  });

function whatShipped({ what, more }: ShippedProject): Line | undefined {
  const shown = what.slice(0, MAX_NAMED).map(({ title, url }) => [link(title, url)]);
  const left = what.length - shown.length + more;
  const rest = left === 0 ? [] : [shown.length === 0 ? line`${left} in all` : line`${left} more`];
  return shown.length + rest.length === 0 ? undefined : line`: ${listed([...shown, ...rest])}`;
}

export const featuresBlock = (digest: Digest, links: DigestLinks): Block<SectionName> =>
  blockOf('features', 'Features that are new or changed', digest.features, (item) =>
    featureLine(digest, item, links),
  );

function featureLine(
  digest: Digest,
  { feature, title, team, change, from, to }: ChangedFeature,
  links: DigestLinks,
): Line {
  const what = line`${titled(links, 'feature', feature, title)}${ofTeam(digest, team, title)}`;
  switch (change) {
    case 'new':
      return to === undefined ? line`${what} is new.` : line`${what} is new (${to}).`;
    case 'changed':
      return maturityLine(what, from, to);
    case 'deprecated':
      return from === undefined || from === to
        ? line`${what} is deprecated now.`
        : line`${what} is deprecated now (${from} before).`;
  }
}

/** `Code search went from Beta to GA.` */
export function maturityLine(what: Line, from: string | undefined, to: string | undefined): Line {
  if (to === undefined) return line`${what} has no maturity any more.`;
  return from === undefined ? line`${what} is ${to} now.` : line`${what} went from ${from} to ${to}.`;
}

export const gradesBlock = (digest: Digest, links: DigestLinks): Block<SectionName> =>
  blockOf('grades', 'Grades that changed', digest.grades, (item) => gradeLine(digest, item, links));

function gradeLine(
  digest: Digest,
  { feature, title, team, from, to, stars, next }: ChangedGrade,
  links: DigestLinks,
): Line {
  const what = line`${titled(links, 'feature', feature, title)}${ofTeam(digest, team, title)}`;
  const changes = stars.slice(0, MAX_NAMED).map((star) => {
    const why = star.because === undefined ? undefined : line` (${star.because})`;
    return line`${star.title} ${starWords(star)}${why}`;
  });
  const left = stars.length - changes.length;
  const more = left === 0 ? [] : [line`and ${left} more`];
  const because = stars.length === 0 ? undefined : line` ${between([...changes, ...more], '; ')}.`;
  const reach = next && line` Next within reach is ${next.title}; ${next.who} could ${ended(next.what)}`;
  return line`${what} has ${gradeWords(from, to)}.${because}${reach}`;
}

type Grade = ChangedGrade['to'];

/** `5 of 6 stars, 4 of 6 before` */
export const gradeWords = (from: Grade | null | undefined, to: Grade): Line => {
  const before = from == null ? undefined : line`, ${from.earned} of ${from.of} before`;
  return line`${to.earned} of ${to.of} stars${before}`;
};

const WORDS: Readonly<Record<StarWord, string>> = {
  earned: 'is earned',
  'not-earned': 'is not earned',
  'not-applicable': 'does not apply',
  unknown: 'is unknown',
};

interface StarChange {
  readonly from?: StarWord | null | undefined;
  readonly to?: StarWord | null | undefined;
}

/** What became of a star: `is earned now`, `is no longer earned`. */
export function starWords({ from, to }: StarChange): string {
  if (to == null) return 'is no longer in the rubric';
  if (from !== 'earned' || to === 'earned') return `${WORDS[to]} now`;
  return to === 'not-earned' ? 'is no longer earned' : `${WORDS[to]} now, and was earned before`;
}
