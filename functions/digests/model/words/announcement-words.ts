/** What is told at once, and not in a digest, in the shape that all channels show: one block, and what to do. */

import { addressesOf, line, link, named, strong } from '../../../outline/line.ts';
import type { Outline } from '../../../outline/shape.ts';
import type { DigestLinks } from '../links.ts';
import { gradeWords, maturityLine, starWords } from './feature-blocks.ts';
import { momentInWords } from './period-words.ts';
import { cleared, flagged, warned } from './project-words.ts';
import { lapsedWords, waitingWords } from './review-blocks.ts';
import { type About, type Detail, type ToldAnnouncement, titled, type Words } from './told-words.ts';

const NOBODY: About = { zone: 'UTC', titleOf: () => undefined };

/**
 * The outline of an announcement, for the same renderers that show digests.
 * @param links of the page that shows more of it
 */
export function announcementOutline(
  announcement: ToldAnnouncement,
  links: DigestLinks,
  about: About = NOBODY,
): Outline {
  const { subject, lead, heading, lines, actions } = wordsFor(announcement, about);
  const see = link('See more', links.page);
  return {
    title: subject,
    subject,
    lead: [lead],
    blocks: [{ name: 'announcement', heading, lines, left: 0 }],
    trend: { points: [], lines: [] },
    actions: actions.map((text) => ({ text })),
    footer: see.kind === 'link' ? [[see]] : [],
    page: addressesOf([see])[0],
  };
}

function wordsFor(announcement: ToldAnnouncement, about: About): Words {
  switch (announcement.type) {
    case 'ProjectFlagged':
      return flagged(announcement.detail, about);
    case 'ProjectCleared':
      return cleared(announcement.detail, about);
    case 'ProjectWarned':
      return warned(announcement.detail, about);
    case 'MaturityChanged':
      return moved(announcement.detail, about);
    case 'GradeChanged':
      return graded(announcement.detail, about);
    case 'ReviewReminded':
      return reminded(announcement.detail, about);
    case 'ReviewLapsed':
      return lapsed(announcement.detail, about);
  }
}

function moved({ feature, team, from, to }: Detail<'MaturityChanged'>, about: About): Words {
  const title = titled(about, 'feature', feature);
  return {
    subject: `${title} went from ${named(from)} to ${named(to)}`,
    lead: maturityLine(line`${strong(title)}`, from, to),
    heading: 'Whose it is',
    lines: [team == null ? line`No team is known.` : line`Team ${team}.`],
    actions: [],
  };
}

function graded(detail: Detail<'GradeChanged'>, about: About): Words {
  const { feature, rubricVersion, from, to, stars } = detail;
  const title = titled(about, 'feature', feature);
  return {
    subject: `${title} has ${to.earned} of ${to.of} stars`,
    lead: line`${strong(title)} has ${gradeWords(from ?? undefined, to)}.`,
    heading: 'What changed',
    lines: [
      ...(stars ?? []).map(
        (star) =>
          line`${strong(star.title ?? star.category)} ${starWords({ from: star.from ?? undefined, to: star.to ?? undefined })}`,
      ),
      line`Version ${rubricVersion} of the rubric.`,
    ],
    actions: [],
  };
}

function reminded({ review, lapsesAt }: Detail<'ReviewReminded'>, about: About): Words {
  const title = titled(about, 'review', review);
  return {
    subject: `${title} waits for an answer until ${momentInWords(lapsesAt, about.zone)}`,
    lead: line`${strong(title)} waits for an answer.`,
    heading: 'How long',
    lines: [line`It is ${waitingWords(lapsesAt, about.zone)}`],
    actions: ['Answer it: approve, comment, object, or say that there is nothing to note'],
  };
}

function lapsed({ review }: Detail<'ReviewLapsed'>, about: About): Words {
  const title = titled(about, 'review', review);
  return {
    subject: `${title} is no longer blocking`,
    lead: line`${strong(title)} is ${lapsedWords(undefined, about.zone)}`,
    heading: 'What this means',
    lines: [line`It has waited as long as its class of change lets it, and can still be answered.`],
    actions: [],
  };
}
