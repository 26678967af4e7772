/** What `replay` and `check` print: verdicts by release, as text for people and as JSON for programs. */
import { teamIn } from '../../../functions/catalog/model/team.ts';

import {
  judgesNobody,
  type ProjectReport,
  type ReleaseLine,
  type ReleaseReport,
  type Unregistered,
} from '../../../functions/verdicts/model/report.ts';

import { isFlagged, VERDICT_WORDS } from '../../../functions/verdicts/model/verdict.ts';

export interface Quarantine {
  readonly file: string;
  readonly line: number;
  /** A code and what was wrong: `BAD_TIME: occurredAt …`. */
  readonly reason: string;
}

export interface Outcome {
  /** Lines that were read. */
  readonly events: number;
  readonly quarantined: readonly Quarantine[];
  /** What facts mention and nobody registered: stored, and counted once it is registered. */
  readonly unregistered: readonly Unregistered[];
  /** The judged releases, in the order of their train. */
  readonly releases: readonly ReleaseReport[];
  /** Those that wait, because nobody planned them. */
  readonly unscheduled: readonly ReleaseLine[];
}

/** `{"events", "quarantined", "unregistered", "unscheduled", "releases": [{"release", "train", "projects": […]}]}` */
export function asJson({ releases, unscheduled, ...rest }: Outcome): string {
  const judged = releases.map(({ release, train, projects, startLater }) => ({
    release,
    train,
    startLater,
    projects: projects.map(({ project, team, verdict, streak, evidence }) => ({
      project,
      team,
      verdict,
      streak,
      evidence,
    })),
  }));
  const waiting = unscheduled.map(({ release, train, unscheduled: why }) => ({ release, train, ...why }));
  return JSON.stringify({ ...rest, unscheduled: waiting, releases: judged });
}

/** What people are called, by the references that facts name them by. */
export type Names = ReadonlyMap<string, string>;

export function asText({ releases, unregistered, unscheduled }: Outcome, names: Names): string {
  const parts = releases.map((release) => releaseText(release, names));
  if (parts.length === 0) parts.push('No release was cut or published yet: there is nothing to judge.');
  if (unregistered.length > 0) {
    const lines = unregistered.map(({ entity, id, reason }) => `  ${entity} ${id}: ${reason}`);
    parts.push(['Not registered:', ...lines].join('\n'));
  }
  if (unscheduled.length > 0) {
    const lines = unscheduled.map(({ release, train }) => `  ${release} (${train})`);
    const plans = unscheduled.flatMap(({ unscheduled: why }) => why?.solution.split('\n') ?? []);
    parts.push(
      ['Not scheduled, and so not judged: only a tag or a release tells of them.', ...lines].join('\n'),
      ['To plan them, add to releases.yml:', ...plans.map((line) => `  ${line}`)].join('\n'),
    );
  }
  return parts.join('\n\n');
}

function releaseText(report: ReleaseReport, names: Names): string {
  const { release, train, window, projects } = report;
  const widest = Math.max(0, ...projects.map(({ project }) => project.length));
  const lines =
    projects.length === 0
      ? [`  ${judgesNobody(report)}`]
      : projects.map((each) => `  ${each.project.padEnd(widest)}  ${inWords(each, names)}`);
  const cut = window === undefined ? '' : `, cut ${window.until.slice(0, 10)}`;
  return [`${release} (${train}${cut})`, ...lines].join('\n');
}

/** What needs attention stands out without colours. Why a project is exempt says that it is. */
function inWords({ verdict, streak, because, evidence }: ProjectReport, names: Names): string {
  if (verdict === 'exempt') return `${because}${grantedBy(evidence, names)}`;
  const { label } = VERDICT_WORDS[verdict];
  const row = streak > 1 ? ` (${streak} in a row)` : '';
  return `${isFlagged(verdict) ? label.toUpperCase() : label.toLowerCase()}${row}: ${because}`;
}

/** The person who granted an exemption; a team is named in the reason itself. */
function grantedBy(evidence: ProjectReport['evidence'], names: Names): string {
  const approver = evidence.find((piece) => piece.approver !== undefined)?.approver;
  if (approver === undefined || teamIn(approver) !== undefined) return '';
  return ` (granted by ${names.get(approver) ?? approver})`;
}
