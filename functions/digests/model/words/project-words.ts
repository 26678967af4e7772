/** What is told of projects: that they shipped nothing, will ship nothing as things stand, or shipped after all. */
import { type Line, line, named, strong } from '../../../outline/line.ts';
import { VERDICT_WORDS } from '../../../verdicts/model/verdict.ts';
import { momentInWords } from './period-words.ts';
import { type About, type Detail, titled, type Words } from './told-words.ts';

const where = (team: string, train: string): Line => line`Team ${team}, on the train ${train}.`;

export function flagged({ project, team, release, train }: Detail<'ProjectFlagged'>, about: About): Words {
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

export function cleared(
  { project, team, release, train, verdict }: Detail<'ProjectCleared'>,
  about: About,
): Words {
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

export function warned(detail: Detail<'ProjectWarned'>, about: About): Words {
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
