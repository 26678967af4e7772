/** What `replay` and `check` print: verdicts by release, as text for people and as JSON for programs. */
import type { ReleaseReport, Unregistered } from '../../../functions/verdicts/model/report.ts';
import type { VerdictWord } from '../../../functions/verdicts/model/verdict.ts';

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
  /** What facts speak of and nobody registered: kept, and counted once it is. */
  readonly unregistered: readonly Unregistered[];
  /** Those that were judged, in the order of their train. */
  readonly releases: readonly ReleaseReport[];
}

/** `{"events", "quarantined", "unregistered", "releases": [{"release", "train", "projects": […]}]}` */
export function asJson({ releases, ...rest }: Outcome): string {
  const judged = releases.map(({ release, train, projects }) => ({
    release,
    train,
    projects: projects.map(({ project, team, verdict, streak, evidence }) => ({
      project,
      team,
      verdict,
      streak,
      evidence,
    })),
  }));
  return JSON.stringify({ ...rest, releases: judged });
}

const words: Record<VerdictWord, string> = {
  'shipped-on': 'shipped on by default',
  'shipped-off': 'shipped off by default',
  exempt: 'exempt',
  'not-expected': 'not expected',
  'shipped-nothing': 'SHIPPED NOTHING',
};

export function asText({ releases, unregistered }: Outcome): string {
  const parts = releases.map(releaseText);
  if (parts.length === 0) parts.push('No release was cut or published yet: there is nothing to judge.');
  if (unregistered.length > 0) {
    const lines = unregistered.map(({ entity, id, reason }) => `  ${entity} ${id}: ${reason}`);
    parts.push(['Not registered:', ...lines].join('\n'));
  }
  return parts.join('\n\n');
}

function releaseText({ release, train, window, projects }: ReleaseReport): string {
  const widest = Math.max(0, ...projects.map(({ project }) => project.length));
  const lines = projects.map(({ project, verdict, streak, because }) => {
    const row = streak > 1 ? ` (${streak} in a row)` : '';
    return `  ${project.padEnd(widest)}  ${words[verdict]}${row}: ${because}`;
  });
  const cut = window === undefined ? '' : `, cut ${window.until.slice(0, 10)}`;
  return [`${release} (${train}${cut})`, ...lines].join('\n');
}
