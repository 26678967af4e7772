/** `exempt`: someone grants, asks for, or takes back an exemption of a project. */

import { project as projectEntity } from '../../../events/contract.ts';
import { exemptionBy } from '../../../functions/catalog/model/permits.ts';
import type { HeldExemption } from '../../../functions/catalog/model/project.ts';
import { CommandMisusedError } from '../input-error.ts';
import type { Surroundings } from '../terminal.ts';
import {
  projectOf,
  refusal,
  refused,
  releaseOf,
  runStatement,
  type Statement,
  type StatementOptions,
  type Stating,
} from './statement.ts';

interface ExemptOptions extends StatementOptions {
  readonly reason?: string;
  /** UTC instant. */
  readonly until?: string;
  readonly withdraw?: boolean;
}

interface Scope {
  readonly release?: string | undefined;
  readonly until?: string | undefined;
}

/** @throws {CommandMisusedError} {CommandRefusedError} {InputError} */
export function runExempt(
  around: Surroundings,
  project: string,
  release: string | undefined,
  options: ExemptOptions,
): Promise<void> {
  const { until, withdraw = false, reason } = options;
  if (release !== undefined && until !== undefined)
    throw new CommandMisusedError('An exemption is for a release, or until a moment: give one of them.');
  if (!withdraw && release === undefined && until === undefined)
    throw new CommandMisusedError('Which releases is it for? Name one, or give --until.');
  return runStatement(around, 'exempt', options, (stating) => {
    const { train } = projectOf(stating, project);
    const named = release === undefined ? undefined : releaseOf(stating, release, project, train);
    const scope: Scope = { release: named, until };
    return withdraw
      ? withdrawal(stating, project, scope, reason)
      : exemption(stating, project, scope, reason);
  });
}

/** @param said its reason; where it is asked for already, the reason of that */
function exemption(stating: Stating, project: string, scope: Scope, said: string | undefined): Statement {
  const { permits, speaker } = stating;
  const type = exemptionBy(permits, speaker.actor, project, scope);
  if (typeof type !== 'string') throw refused(type);
  const before = heldOf(stating, project).find((one) => isSame(one, scope));
  const reason = said ?? before?.reason;
  if (reason === undefined)
    throw new CommandMisusedError('An exemption needs its reason: --reason "the team is at the offsite".');
  if (before?.approver !== undefined && before.reason === reason)
    throw refusal(`project ${project} is exempt ${scopeWords(scope)} already, for this reason`);
  const fields = { project, ...scope, reason };
  const words = `project ${project} ${scopeWords(scope)}: ${reason}`;
  if (type === 'ExemptionRequested')
    return {
      type,
      fields,
      words: `asks for an exemption of ${words}`,
      next: 'It waits for another person, who approves it with the same command',
    };
  const granted = { ...fields, approver: `person:${speaker.person}` };
  return { type, fields: granted, words: `approves the exemption of ${words}` };
}

/** Without a scope, the only exemption that there is. */
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
    type: 'ExemptionWithdrawn',
    fields: { project, ...scope, reason },
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
