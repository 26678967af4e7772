/** Sections of a digest about features: those that changed, and their grades. */
import type { StarWord } from '../../../../events/announcements/grade-changed.ts';
import { between, ended, type Line, line, strong } from '../../../outline/line.ts';
import type { Block } from '../../../outline/shape.ts';
import type { ChangedFeature, ChangedGrade } from '../items.ts';
import type { Digest, SectionName } from '../model.ts';
import { ofTeam } from './shipping-blocks.ts';

const FEW = 3;

export const featuresBlock = (digest: Digest): Block<SectionName> => ({
  name: 'features',
  heading: 'Features that are new or changed',
  lines: digest.features.items.map((item) => featureLine(digest, item)),
  left: digest.features.total - digest.features.items.length,
});

function featureLine(digest: Digest, { title, team, change, from, to }: ChangedFeature): Line {
  const what = line`${strong(title)}${ofTeam(digest, team)}`;
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

export const gradesBlock = (digest: Digest): Block<SectionName> => ({
  name: 'grades',
  heading: 'Grades that changed',
  lines: digest.grades.items.map((item) => gradeLine(digest, item)),
  left: digest.grades.total - digest.grades.items.length,
});

function gradeLine(digest: Digest, { title, team, from, to, stars, next }: ChangedGrade): Line {
  const what = line`${strong(title)}${ofTeam(digest, team)}`;
  const changes = stars.slice(0, FEW).map((star) => {
    const why = star.because === undefined ? undefined : line` (${star.because})`;
    return line`${star.title} ${starWords(star)}${why}`;
  });
  const left = stars.length - changes.length;
  const more = left === 0 ? [] : [line`and ${left} more`];
  const because = stars.length === 0 ? undefined : line` ${between([...changes, ...more], '; ')}.`;
  const reach = next && line` Next within reach is ${next.title}; ${next.who} could ${ended(next.what)}`;
  return line`${what} has ${gradeWords(from, to)}.${because}${reach}`;
}

interface Grade {
  readonly earned: number;
  readonly of: number;
}

/** `5 of 6 stars, 4 of 6 before` */
export const gradeWords = (from: Grade | undefined, to: Grade): Line => {
  const before = from && line`, ${from.earned} of ${from.of} before`;
  return line`${to.earned} of ${to.of} stars${before}`;
};

const WORDS: Readonly<Record<StarWord, string>> = {
  earned: 'is earned',
  'not-earned': 'is not earned',
  'not-applicable': 'does not apply',
  unknown: 'is unknown',
};

/** What became of a star: `is earned now`, `is no longer earned`. */
export function starWords({ from, to }: { from?: StarWord | undefined; to?: StarWord | undefined }): string {
  if (to === undefined) return 'is no longer in the rubric';
  if (from !== 'earned' || to === 'earned') return `${WORDS[to]} now`;
  return to === 'not-earned' ? 'is no longer earned' : `${WORDS[to]} now, and was earned before`;
}
