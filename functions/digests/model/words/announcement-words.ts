/** What people are notified of at once, and not in a digest: one block, and what to do. */

import type { Announcement } from '../../../../events/catalogue.ts';
import { addressesOf, type Line, line, link, named, strong } from '../../../outline/line.ts';
import type { Outline } from '../../../outline/shape.ts';
import { VERDICT_WORDS } from '../../../verdicts/model/verdict.ts';
import type { DigestLinks } from '../confirm-link.ts';
import { lapsedWords, waitingWords } from './due-blocks.ts';
import { gradeWords, maturityLine, starWords } from './news-blocks.ts';
import { momentInWords } from './period-words.ts';

/** The announcements that notify people at once. */
type Told =
  | 'ProjectFlagged'
  | 'ProjectCleared'
  | 'ProjectWarned'
  | 'MaturityChanged'
  | 'GradeChanged'
  | 'ReviewReminded'
  | 'ReviewLapsed';
export type ToldAnnouncement = Extract<Announcement, { readonly type: Told }>;
type Detail<Type extends Told> = Extract<ToldAnnouncement, { readonly type: Type }>['detail'];

/** What an announcement needs and does not say itself. */
export interface About {
  /** The zone in which moments are shown. */
  readonly zone: string;
  /** What people call `project:rank` or `category:docs`; `undefined` where nobody knows, and then its id is shown. */
  titleOf(entity: string): string | undefined;
}

/** What is said of an announcement, before it has the shape of an outline. */
interface Words {
  readonly subject: string;
  readonly lead: Line;
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly actions: readonly string[];
}

const titled = ({ titleOf }: About, kind: string, id: string) => named(titleOf(`${kind}:${id}`) ?? id);

/**
 * The outline of an announcement, for the same renderers that show digests.
 * @param links of the page that shows more of it
 */
export function announcementOutline(
  announcement: ToldAnnouncement,
  links: DigestLinks,
  about: About,
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

const where = (team: string, train: string): Line => line`Team ${team}, on the train ${train}.`;

function flagged({ project, team, release, train }: Detail<'ProjectFlagged'>, about: About): Words {
  const title = titled(about, 'project', project);
  return {
    subject: `${title} shipped nothing in ${named(release)}`,
    lead: line`${strong(title)} shipped nothing in ${release}.`,
    heading: 'What this means',
    lines: [where(team, train), line`Nothing is blocked. A fact that arrives late clears it.`],
    actions: [
      'If something did ship, say what',
      'If nothing was due, record an exemption with its reason',
      'Plan something small for the next release, behind a feature flag if need be',
    ],
  };
}

function cleared({ project, team, release, train, verdict }: Detail<'ProjectCleared'>, about: About): Words {
  const title = titled(about, 'project', project);
  return {
    subject: `${title} is no longer flagged in ${named(release)}`,
    lead: line`${strong(title)} is no longer flagged in ${release}.`,
    heading: 'What holds now',
    lines: [
      where(team, train),
      line`It ${VERDICT_WORDS[verdict].predicate}: a fact that arrived later says so.`,
    ],
    actions: [],
  };
}

const WARNINGS: Readonly<Record<Detail<'ProjectWarned'>['warning'], string>> = {
  'nothing-planned': 'has nothing planned for',
  'ten-days': 'has nothing yet, ten business days before the cut, for',
  'three-days': 'has nothing yet, three business days before the cut, for',
  'exemption-ended': 'is no longer exempt, and has nothing yet for',
};

function warned(detail: Detail<'ProjectWarned'>, about: About): Words {
  const { project, team, release, train, warning, cutAt } = detail;
  const title = titled(about, 'project', project);
  const cut = cutAt == null ? [] : [line`The branch is cut on ${momentInWords(cutAt, about.zone)}.`];
  return {
    subject: `${title} ${WARNINGS[warning]} ${named(release)}`,
    lead: line`${strong(title)} ${WARNINGS[warning]} ${release}.`,
    heading: 'There is time to act',
    lines: [...cut, where(team, train), line`Nothing is blocked.`],
    actions: [
      'Plan something small, behind a feature flag if need be',
      'If nothing is due, record an exemption with its reason',
    ],
  };
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
