/** Somebody grants, asks for, or takes back an exemption of a project. */
import { project as projectEntity } from '../../../../events/contract.ts';
import { exemptionBy } from '../permits.ts';
import type { HeldExemption } from '../project.ts';
import {
  projectOf,
  refusal,
  refused,
  releaseOf,
  type Statement,
  StatementIncompleteError,
  type Stating,
} from './statement.ts';

export interface ExemptionAsked {
  readonly project: string;
  /** By id or version. */
  readonly release?: string | undefined;
  /** UTC instant. */
  readonly until?: string | undefined;
  readonly reason?: string | undefined;
}

interface Scope {
  readonly release?: string | undefined;
  readonly until?: string | undefined;
}

/** @throws {StatementRefusedError} {StatementIncompleteError} */
export function exemption(stating: Stating, asked: ExemptionAsked): Statement {
  const scope = scopeOf(stating, asked);
  if (scope.release === undefined && scope.until === undefined)
    throw new StatementIncompleteError(
      'release',
      'Which releases is it for? Name one, or say until when it holds',
    );
  return granted(stating, asked.project, scope, asked.reason);
}

/** Without a scope, the only exemption that there is. @throws {StatementRefusedError} {StatementIncompleteError} */
export const exemptionTakenBack = (stating: Stating, asked: ExemptionAsked): Statement =>
  withdrawal(stating, asked.project, scopeOf(stating, asked), asked.reason);

function scopeOf(stating: Stating, { project, release, until }: ExemptionAsked): Scope {
  if (release !== undefined && until !== undefined)
    throw new StatementIncompleteError(
      'until',
      'An exemption is for a release, or until a moment: give one of them',
    );
  const { train } = projectOf(stating, project);
  return { release: release === undefined ? undefined : releaseOf(stating, release, project, train), until };
}

/** @param said its reason; where it is asked for already, the reason of that */
function granted(stating: Stating, project: string, scope: Scope, said: string | undefined): Statement {
  const { permits, speaker } = stating;
  const type = exemptionBy(permits, speaker.actor, project, scope);
  if (typeof type !== 'string') throw refused(type);
  const before = heldOf(stating, project).find((one) => isSame(one, scope));
  const reason = said ?? before?.reason;
  if (reason === undefined)
    throw new StatementIncompleteError(
      'reason',
      'An exemption needs its reason',
      'the team is at the offsite',
    );
  if (before?.approver !== undefined && before.reason === reason)
    throw refusal(`project ${project} is exempt ${scopeWords(scope)} already, for this reason`);
  const fields = { project, ...scope, reason };
  const words = `project ${project} ${scopeWords(scope)}: ${reason}`;
  if (type === 'ExemptionRequested')
    return {
      facts: [{ type, fields }],
      words: `asks for an exemption of ${words}`,
      next: 'It waits for another person, who approves it in the same way',
    };
  const approved = { ...fields, approver: `person:${speaker.person}` };
  return { facts: [{ type, fields: approved }], words: `approves the exemption of ${words}` };
}

function withdrawal(stating: Stating, project: string, asked: Scope, reason: string | undefined): Statement {
  const held = heldOf(stating, project);
  const isOpen = asked.release === undefined && asked.until === undefined;
  const found = isOpen ? held : held.filter((one) => isSame(one, asked));
  const [one, ...others] = found;
  if (one === undefined)
    throw refusal(
      `project ${project} has no exemption${isOpen ? '' : ` ${scopeWords(asked)}`}${listed(held)}`,
    );
  if (others.length > 0) throw refusal(`project ${project} has several exemptions${listed(held)}: say which`);
  const scope: Scope = { release: one.release, until: one.until };
  const answer = stating.permits(stating.speaker.actor, 'withdraw', projectEntity(project), scope);
  if (!answer.allowed) throw refused(answer);
  const what = one.approver === undefined ? 'what was asked for' : 'the exemption';
  const because = reason === undefined ? '' : `: ${reason}`;
  return {
    facts: [{ type: 'ExemptionWithdrawn', fields: { project, ...scope, reason } }],
    words: `takes back ${what} for project ${project} ${scopeWords(scope)}${because}`,
    next: one.isFromFiles
      ? 'It is in exemptions.yml: take it out there too, or the next import states it again'
      : undefined,
  };
}

const heldOf = ({ known }: Stating, project: string) => known.exemptions.get(project) ?? [];

const isSame = (a: Scope, b: Scope) => a.release === b.release && a.until === b.until;

const scopeWords = ({ release, until }: Scope) =>
  release === undefined ? `until ${until}` : `in ${release}`;

const listed = (held: readonly HeldExemption[]) =>
  held.length === 0 ? '' : ` (it has one ${held.map(scopeWords).join(', and one ')})`;
