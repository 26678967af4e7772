/** The outlook of releases in words: as an outline for the terminal and for Markdown, and clauses that pages share. */
import { ended, type Line, line, strong } from '../../outline/line.ts';
import { plural } from '../../outline/plural.ts';
import type { Block, Outline } from '../../outline/shape.ts';
import { daysInWords, MILESTONE_WORDS, type Milestone } from './milestones.ts';
import { outlookTally, type ProjectOutlook, type ReleaseOutlook } from './outlook.ts';
import type { PlanOutlook } from './plan-outlook.ts';

const EXPOSURES = { 'on-by-default': 'on by default', 'off-by-default': 'off by default' } as const;

function soFarInWords({ soFar, flag, feature }: PlanOutlook): string {
  const behind = flag === undefined ? '' : ` behind feature flag ${flag}`;
  switch (soFar) {
    case 'nothing':
      return feature === undefined ? 'nothing is merged yet' : 'nothing of it is merged yet';
    case 'unknown':
      return `merged${behind}, whose default is unknown`;
    case 'on-by-default':
      return 'merged, on by default';
    case 'off-by-default':
      return `merged${behind}, off by default`;
  }
}

/** `planned: Saved searches, on by default; nothing of it is merged yet` */
export function planInWords(plan: PlanOutlook): string {
  const { title, feature, exposure } = plan;
  const what = title ?? feature ?? 'to ship something';
  const how = exposure === undefined ? '' : `, ${EXPOSURES[exposure]}`;
  return `planned: ${what}${how}; ${soFarInWords(plan)}`;
}

/** What to do about a planned cut that has passed and that nobody told of. */
export const overdueAdvice = ({ release, days }: Pick<ReleaseOutlook, 'release' | 'days'>): Line =>
  line`That was ${daysInWords(days)}. If it was cut, push its tag, or say when with cutAt for ${release} in releases.yml; if it was not, give it another branchCutAt, or cancel it.`;

const dayOf = (moment: string) => moment.slice(0, 16).replace('T', ' ');

const milestoneLine = ({ name, at, days }: Milestone): Line =>
  line`${MILESTONE_WORDS[name]}: ${dayOf(at)} UTC, ${daysInWords(days)}`;

function projectLine({ project, title, team, because, risks, remarks, plans }: ProjectOutlook): Line {
  const named = title === project ? undefined : line` (${project})`;
  const reasons = risks.length > 0 ? risks : [because];
  const told = [...reasons, ...remarks, ...plans.map(planInWords)];
  const all = told.flatMap((clause) => line` ${ended(clause.charAt(0).toUpperCase() + clause.slice(1))}`);
  return line`${strong(title)}${named}, team ${team}.${all}`;
}

function leadOf(outlook: ReleaseOutlook): Line[] {
  const { projects, days, isOverdue, cutAt } = outlook;
  const risky = projects.filter(({ standing }) => standing === 'at-risk').length;
  const atRisk =
    projects.length === 0
      ? 'No project was started on its train.'
      : `${risky} of ${plural(projects.length, 'project')} ${risky === 1 ? 'is' : 'are'} at risk.`;
  if (!isOverdue) return [line`The cut is planned ${daysInWords(days)}. ${atRisk}`];
  const passed = `The cut was planned for ${dayOf(cutAt)} UTC, and nobody has told of it.`;
  return [line`${passed} ${atRisk}`, overdueAdvice(outlook)];
}

/** The outline of one release to come. @param page the address of its page, where there is one */
export function outlookOutline(outlook: ReleaseOutlook, page: string | undefined): Outline {
  const { release, train, milestones, projects, asOf, zone } = outlook;
  const title = `Outlook of ${release} (${train})`;
  const groups = outlookTally(projects).map(
    ({ standing, label, projects: members }): Block => ({
      name: standing,
      heading: `${label} (${members.length})`,
      lines: members.map(projectLine),
      left: 0,
    }),
  );
  const dates = { name: 'milestones', heading: 'Milestones', lines: milestones.map(milestoneLine), left: 0 };
  return {
    title,
    subject: title,
    lead: leadOf(outlook),
    blocks: [...(milestones.length === 0 ? [] : [dates]), ...groups],
    trend: [],
    actions: [],
    footer: [
      line`As it would be if the release were cut now, ${dayOf(asOf)} UTC; days are those of ${zone}.`,
    ],
    page,
  };
}
