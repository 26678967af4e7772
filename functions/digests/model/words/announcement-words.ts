/** What people are notified of at once, and not in a digest: one block, and what to do. */
import type { Notice } from '../../../../events/notices.ts';
import { addressesOf, type Line, line, link, named, strong } from '../../../outline/line.ts';
import type { Outline } from '../../../outline/shape.ts';
import { VERDICT_WORDS } from '../../../verdicts/model/verdict.ts';
import type { DigestLinks } from '../confirm-link.ts';
import { lapsedWords, waitingWords } from './due-blocks.ts';
import { gradeWords, maturityLine, starWords } from './news-blocks.ts';
import { momentInWords } from './period-words.ts';

/** Digests have an outline of their own. */
export type ImmediateNotice = Exclude<Notice, { readonly type: 'DigestReady' }>;
type Detail<Type extends ImmediateNotice['type']> = Extract<
  ImmediateNotice,
  { readonly type: Type }
>['detail'];

/** What a notice needs and does not say itself. */
export interface About {
  /** The zone in which moments are shown. */
  readonly zone: string;
  /** What people call the project, the feature or the review. */
  readonly title: string;
}

/** What is said of a notice, before it has the shape of an outline. */
interface Words {
  readonly subject: string;
  readonly lead: Line;
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly actions?: readonly string[];
}

/**
 * The outline of a notice, for the same renderers that show digests.
 * @param links of the page that shows more of it
 */
export function announcementOutline(notice: ImmediateNotice, links: DigestLinks, about: About): Outline {
  const { subject, lead, heading, lines, actions = [] } = wordsFor(notice, about);
  const see = link('See more', links.page);
  return {
    title: subject,
    subject,
    lead: [lead],
    blocks: [{ name: 'announcement', heading, lines, left: 0 }],
    trend: [],
    actions: actions.map((text) => ({ text })),
    footer: see.kind === 'link' ? [[see]] : [],
    page: addressesOf([see])[0],
  };
}

const wordsFor = <Type extends ImmediateNotice['type']>(
  { type, detail }: { readonly type: Type; readonly detail: Detail<Type> },
  { title, zone }: About,
): Words => WORDS[type](detail, named(title), zone);

const where = (team: string, train: string): Line => line`Team ${team}, on the train ${train}.`;

const WARNINGS: Readonly<Record<Detail<'ProjectWarned'>['warning'], string>> = {
  'nothing-planned': 'has nothing planned for',
  'ten-days': 'has nothing yet, ten business days before the cut, for',
  'three-days': 'has nothing yet, three business days before the cut, for',
  'exemption-ended': 'is no longer exempt, and has nothing yet for',
};

const WORDS: {
  readonly [Type in ImmediateNotice['type']]: (detail: Detail<Type>, title: string, zone: string) => Words;
} = {
  ProjectFlagged: ({ team, release, train }, title) => ({
    subject: `${title} shipped nothing in ${named(release)}`,
    lead: line`${strong(title)} shipped nothing in ${release}.`,
    heading: 'What this means',
    lines: [where(team, train), line`Nothing is blocked. A fact that arrives late clears it.`],
    actions: [
      'If something did ship, say what',
      'If nothing was due, record an exemption with its reason',
      'Plan something small for the next release, behind a feature flag if need be',
    ],
  }),
  ProjectCleared: ({ team, release, train, verdict }, title) => ({
    subject: `${title} is no longer flagged in ${named(release)}`,
    lead: line`${strong(title)} is no longer flagged in ${release}.`,
    heading: 'What holds now',
    lines: [
      where(team, train),
      line`It ${VERDICT_WORDS[verdict].predicate}: a fact that arrived later says so.`,
    ],
  }),
  ProjectWarned: ({ team, release, train, warning, cutAt }, title, zone) => ({
    subject: `${title} ${WARNINGS[warning]} ${named(release)}`,
    lead: line`${strong(title)} ${WARNINGS[warning]} ${release}.`,
    heading: 'There is time to act',
    lines: [
      ...(cutAt == null ? [] : [line`The branch is cut on ${momentInWords(cutAt, zone)}.`]),
      where(team, train),
      line`Nothing is blocked.`,
    ],
    actions: [
      'Plan something small, behind a feature flag if need be',
      'If nothing is due, record an exemption with its reason',
    ],
  }),
  MaturityChanged: ({ team, from, to }, title) => ({
    subject: `${title} went from ${named(from)} to ${named(to)}`,
    lead: maturityLine(line`${strong(title)}`, from, to),
    heading: 'Whose it is',
    lines: [team == null ? line`No team is known.` : line`Team ${team}.`],
  }),
  GradeChanged: ({ rubricVersion, from, to, stars }, title) => ({
    subject: `${title} has ${to.earned} of ${to.of} stars`,
    lead: line`${strong(title)} has ${gradeWords(from, to)}.`,
    heading: 'What changed',
    lines: [
      ...(stars ?? []).map((star) => line`${strong(star.title ?? star.category)} ${starWords(star)}`),
      line`Version ${rubricVersion} of the rubric.`,
    ],
  }),
  ReviewReminded: ({ lapsesAt }, title, zone) => ({
    subject: `${title} waits for an answer until ${momentInWords(lapsesAt, zone)}`,
    lead: line`${strong(title)} waits for an answer.`,
    heading: 'How long',
    lines: [line`It is ${waitingWords(lapsesAt, zone)}`],
    actions: ['Answer it: approve, comment, object, or say that there is nothing to note'],
  }),
  ChannelTested: (_detail, title) => ({
    subject: `A test of the channel ${title}`,
    lead: line`This is a test of the channel ${strong(title)}, and it works.`,
    heading: 'What this means',
    lines: [line`Somebody wanted to see whether messages arrive here. There is nothing to do.`],
  }),
  ReviewLapsed: (_detail, title, zone) => ({
    subject: `${title} is no longer blocking`,
    lead: line`${strong(title)} is ${lapsedWords(undefined, zone)}`,
    heading: 'What this means',
    lines: [line`It has waited as long as its class of change lets it, and can still be answered.`],
  }),
};
